// Plays a film of PNG images inside each element of class "isochron-player" that no copy of this
// script has taken yet. The element holds a poster, which stays where scripts do not run, and the
// film as JSON. Everything lives in a shadow tree: pages and players do not meet.
(() => {
  'use strict';

  const STYLE = `
    :host { display: block; max-width: 100%; font: 13px/1.4 system-ui, sans-serif; }
    .film { display: inline-block; max-width: 100%; color: inherit; }
    .film:focus-visible { outline: 2px solid #4477aa; outline-offset: -2px; }
    canvas { display: block; max-width: 100%; height: auto; cursor: pointer; }
    .bar { display: flex; align-items: center; gap: 6px; padding: 4px 2px; flex-wrap: wrap; }
    button, select { font: inherit; color: inherit; background: transparent; border: 1px solid
      color-mix(in srgb, currentColor 35%, transparent); border-radius: 4px; min-width: 2.1em;
      padding: 1px 6px; cursor: pointer; }
    option { color: #111; background: #fff; }
    button:hover, select:hover { background: color-mix(in srgb, currentColor 12%, transparent); }
    button:focus-visible, select:focus-visible, input:focus-visible { outline: 2px solid #4477aa; }
    svg { display: block; width: 1em; height: 1.4em; fill: currentColor; }
    input { flex: 1 1 8em; min-width: 6em; accent-color: #4477aa; }
    output { font-variant-numeric: tabular-nums; white-space: nowrap; opacity: .8; }
    .note { opacity: .7; padding: 0 2px; }`;
  const SPEEDS = [0.1, 0.25, 0.5, 1, 2, 4];
  const ICONS = {
    play: 'M3 2l11 6-11 6z', pause: 'M3 2h4v12H3zM9 2h4v12H9z',
    back: 'M13 2v12L5 8zM3 2h2v12H3z', forward: 'M3 2v12l8-6zM11 2h2v12h-2z',
  };

  const make = (name, parent, properties = {}) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key in element) element[key] = value; else element.setAttribute(key, value);
    }
    parent.append(element);
    return element;
  };

  const icon = (button, name) => {
    const space = 'http://www.w3.org/2000/svg';
    const picture = document.createElementNS(space, 'svg');
    picture.setAttribute('viewBox', '0 0 16 16');
    picture.setAttribute('aria-hidden', 'true');
    const path = document.createElementNS(space, 'path');
    path.setAttribute('d', ICONS[name]);
    picture.append(path);
    button.replaceChildren(picture);
  };

  function start(host) {
    const film = JSON.parse(host.querySelector('script[type="application/json"]').textContent);
    const count = film.frames.length;
    const root = host.attachShadow({ mode: 'open' });
    make('style', root, { textContent: STYLE });
    const box = make('div', root, { className: 'film', tabIndex: 0, role: 'group' });
    box.setAttribute('aria-label', film.label);
    const canvas = make('canvas', box, { width: film.width, height: film.height });
    canvas.style.width = film.cssWidth + 'px';
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', film.alt);
    const pen = canvas.getContext('2d');
    const bar = make('div', box, { className: 'bar' });
    const back = make('button', bar, { type: 'button', title: 'Step back (left arrow)' });
    const play = make('button', bar, { type: 'button' });
    const forward = make('button', bar, { type: 'button', title: 'Step forward (right arrow)' });
    const slider = make('input', bar, { type: 'range', min: 0, max: count - 1, step: 1, value: 0 });
    slider.setAttribute('aria-label', 'Frame');
    const shown = make('output', bar);
    const speed = make('select', bar, { title: 'Speed (+ and −)' });
    speed.setAttribute('aria-label', 'Speed');
    for (const value of SPEEDS) make('option', speed, { value, textContent: value + '×' });
    speed.value = 1;
    icon(back, 'back');
    icon(forward, 'forward');
    if (film.note) make('div', box, { className: 'note', textContent: film.note });

    // Images are decoded when they are first needed, and ahead of the one that is shown.
    const images = new Array(count);
    const image = (index) => {
      if (!images[index]) {
        const picture = new Image();
        picture.src = 'data:image/png;base64,' + film.frames[index][2];
        images[index] = { picture, isReady: false, ready: null };
        images[index].ready = picture.decode().then(() => { images[index].isReady = true; });
      }
      return images[index];
    };

    let current = -1, wanted = 0, isPlaying = false, clock = 0, place = 0, request = 0, drawing = false;

    // A frame holds what changed since the one before; every so many frames there is a whole one.
    const draw = async (target) => {
      const key = target - target % film.keyInterval;
      const first = current >= key && current < target ? current + 1 : current === target ? target : key;
      const needed = [];
      for (let index = first; index <= target; index++) needed.push(image(index).ready);
      await Promise.all(needed);
      for (let index = first; index <= target; index++) {
        const [x, y] = film.frames[index];
        const picture = images[index].picture;
        pen.clearRect(x, y, picture.width, picture.height);
        pen.drawImage(picture, x, y);
      }
      current = target;
      shown.textContent = `${target + 1} / ${count}`;
      slider.setAttribute('aria-valuetext', `frame ${target + 1} of ${count}`);
      box.dataset.frame = target;
      for (let ahead = 1; ahead <= 4; ahead++) image((target + ahead) % count);
    };
    const show = async (target) => {
      wanted = target;
      slider.value = target;
      if (drawing) return;
      drawing = true;
      try {
        do { await draw(wanted); } while (current !== wanted);
      } finally { drawing = false; }
    };

    const label = () => {
      icon(play, isPlaying ? 'pause' : 'play');
      play.title = isPlaying ? 'Pause (space)' : 'Play (space)';
      play.setAttribute('aria-label', play.title);
    };
    const tick = (now) => {
      if (!isPlaying) return;
      place += Math.min(now - clock, 1000) / 1000 * film.rate * Number(speed.value);
      clock = now;
      if (film.repeat > 0 && place >= count * film.repeat) {
        pause();
        show(count - 1);
        return;
      }
      const target = Math.floor(place) % count;
      if (target !== wanted) show(target);
      request = requestAnimationFrame(tick);
    };
    const run = () => {
      isPlaying = true;
      place = film.repeat > 0 && wanted === count - 1 ? 0 : wanted;
      clock = performance.now();
      label();
      request = requestAnimationFrame(tick);
    };
    const pause = () => { isPlaying = false; cancelAnimationFrame(request); label(); };
    const toggle = () => (isPlaying ? pause() : run());
    const jump = (target) => { pause(); show((target + count) % count); };
    const faster = (step) => {
      const next = SPEEDS.indexOf(Number(speed.value)) + step;
      if (SPEEDS[next]) speed.value = SPEEDS[next];
    };

    play.addEventListener('click', toggle);
    canvas.addEventListener('click', toggle);
    back.addEventListener('click', () => jump(wanted - 1));
    forward.addEventListener('click', () => jump(wanted + 1));
    slider.addEventListener('input', () => jump(Number(slider.value)));
    box.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const isOnSelect = root.activeElement === speed;
      const isOnButton = root.activeElement instanceof HTMLButtonElement;
      const actions = {
        ' ': isOnButton ? null : toggle, k: toggle,
        ArrowLeft: () => jump(wanted - 1), ArrowRight: () => jump(wanted + 1),
        Home: () => jump(0), End: () => jump(count - 1),
        '+': () => faster(1), '-': () => faster(-1),
      };
      // Keys for the film do not reach the notebook, nor the notebook's the film.
      event.stopPropagation();
      const action = isOnSelect ? null : actions[event.key];
      if (!action) return;
      event.preventDefault();
      action();
    });
    label();
    show(0);

    // Plays by itself once it is seen, unless the reader asked for less motion.
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (!isCalm && count > 1) {
      const watcher = new IntersectionObserver((entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        watcher.disconnect();
        run();
      });
      watcher.observe(canvas);
    }
  }

  for (const host of document.querySelectorAll('.isochron-player:not([data-live])')) {
    host.dataset.live = '';
    try {
      start(host);
    } catch (problem) {
      // The poster stays.
      if (host.shadowRoot) host.shadowRoot.append(document.createElement('slot'));
      throw problem;
    }
  }
})();

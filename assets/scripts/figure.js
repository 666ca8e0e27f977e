// Draws figures inside the elements of class "isochron-figure" that no copy of this script has
// taken yet: pans, zooms, turns and reads them. An element holds a picture, which stays where
// scripts do not run, and the figure as JSON. Everything lives in a shadow tree without ids: pages
// and figures do not meet. Lengths are in points; a panel's view maps places on its page at home to
// those now, x ↦ sx·x + tx and y ↦ sy·y + ty.
(() => {
  'use strict';

  // ---- Numbers

  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const numbers = (data) => {
    if ('n' in data) {
      return Float64Array.from({ length: data.n }, (_, i) =>
        i === data.n - 1 ? data.e : data.s + i * ((data.e - data.s) / (data.n - 1)));
    }
    if ('d' in data) return new Float64Array(bytes(data.d).buffer);
    return Float64Array.from(new Float32Array(bytes(data.f).buffer), (v) => data.o + data.k * v);
  };
  const MINUS = '\u2212';
  const tenTo = (exponent) => Number('1e' + exponent);
  const floor = Math.floor, ceil = Math.ceil, abs = Math.abs, max = Math.max, min = Math.min;
  const log10 = Math.log10, round = Math.round;

  const fixed = (value, decimals) => {
    const scaled = round(abs(value) * tenTo(decimals));
    if (!(scaled < 9e15)) return significant(value, 4);
    const sign = value < 0 && scaled > 0 ? MINUS : '';
    const digits = String(scaled);
    if (decimals <= 0) return sign + digits;
    const padded = digits.padStart(decimals + 1, '0');
    return sign + padded.slice(0, -decimals) + '.' + padded.slice(-decimals);
  };
  const trimmed = (text) => (text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text);
  const significant = (value, digits) => {
    if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : (value < 0 ? MINUS : '') + '∞';
    if (value === 0) return '0';
    let exponent = floor(log10(abs(value)));
    if (round(abs(value) / tenTo(exponent - digits + 1)) >= tenTo(digits)) exponent += 1;
    if (exponent < -4 || exponent > 6) {
      return trimmed(fixed(value / tenTo(exponent), digits - 1)) + 'e' +
        (exponent < 0 ? MINUS : '') + abs(exponent);
    }
    const decimals = max(0, digits - 1 - exponent);
    return decimals > 0 ? trimmed(fixed(value, decimals)) : fixed(value, 0);
  };
  const decimalsOf = (step) => {
    let decimals = 0, scaled = abs(step);
    while (decimals < 15 && abs(scaled - round(scaled)) > 1e-6 * scaled) { scaled *= 10; decimals++; }
    return decimals;
  };
  const grouped = (digits) => (/^\d{5,}$/.test(digits)
    ? digits.replace(/\B(?=(\d{3})+$)/g, '\u2009') : digits);

  // ---- Scales

  const SCALES = {
    linear: { position: (v) => v, value: (p) => p },
    log: { position: (v) => (v > 0 ? log10(v) : NaN), value: (p) => 10 ** p },
  };
  const scaleOf = ([name, threshold]) => SCALES[name] ?? {
    threshold,
    position: (v) => {
      const ratio = abs(v) / threshold;
      return ratio <= 1 ? v / threshold : Math.sign(v) * (1 + log10(ratio));
    },
    value: (p) => (abs(p) <= 1 ? p * threshold : Math.sign(p) * threshold * 10 ** (abs(p) - 1)),
  };

  // ---- Ticks: the methods of the figure's own axes, step by step. A label is a list of pieces,
  // each a kind (p plain, m mathematics, r raised) and its characters.

  const plain = (text) => [['p', text]];
  const words = (label) => label.map((piece) => piece[1]).join('');
  const decade = (exponent, sign = '') => [['m', sign + '10'],
    ['r', (exponent < 0 ? MINUS : '') + abs(exponent)]];
  const STEPS = [[1, 1, [5, 2]], [5, 0.9, [5]], [2, 0.9, [4, 2]], [2.5, 0.5, [5]], [4, 0.3, [4, 2]],
    [3, 0.2, [3]]];
  const STRIDES = [1, 2, 3, 5, 10, 20, 50, 100, 200];
  const ANGLES = [[1, 12, 1], [1, 6, 2], [1, 4, 2], [1, 3, 2], [1, 2, 2], [1, 1, 2], [2, 1, 2],
    [4, 1, 4], [5, 1, 5], [10, 1, 5], [20, 1, 4], [50, 1, 5], [100, 1, 5]];
  const range = (first, last) => Array.from({ length: max(0, last - first + 1) }, (_, i) => first + i);

  class Ticks {
    // low, high: values at the ends; length, size: in points; extent: measures a label.
    constructor({ low, high, scale, length, size, isVertical, hasMinor, extent }) {
      Object.assign(this, { low, high, scale, length, isVertical, hasMinor, extent });
      this.span = high - low;
      this.wanted = max(2, length / (size * (isVertical ? 3.7 : 5)));
      this.gap = size * (isVertical ? 0.35 : 0.7);
    }

    has(value) { return value >= this.low && value <= this.high; }

    fits(major) {
      const low = this.scale.position(this.low), high = this.scale.position(this.high);
      let end = -Infinity;
      for (const [value, label] of major) {
        const half = this.extent(label) / 2;
        const center = (this.scale.position(value) - low) / (high - low) * this.length;
        if (center - half < end + this.gap) return false;
        end = center + half;
      }
      return true;
    }

    candidates() {
      const { low, high, span } = this;
      if (!(span > 0) || !Number.isFinite(span)) return [];
      const decades = floor(log10(span)), tolerance = 1e-9 * span, found = [];
      for (let exponent = decades - 2; exponent <= decades + 1; exponent++) {
        for (const [mantissa, niceness, parts] of STEPS) {
          const step = mantissa * tenTo(exponent);
          if (!(max(abs(low), abs(high)) / step < 1e15) || !(span / step < 60)) continue;
          const first = ceil((low - tolerance) / step), last = floor((high + tolerance) / step);
          if (last < first) continue;
          const count = last - first + 1;
          const simplicity = niceness - 1 + (first <= 0 && last >= 0 ? 1 : 0);
          const miss = (first * step - low) ** 2 + (high - last * step) ** 2;
          const coverage = 1 - 0.5 * miss / (0.25 * span * 0.25 * span);
          const ratio = count / this.wanted;
          const density = 2 - max(ratio, 1 / ratio);
          const legibility = count >= 2 ? 1 - 0.5 * decimalsOf(mantissa) : -20;
          found.push({ step, parts, first, last,
            score: 0.3 * simplicity + 0.2 * coverage + 0.45 * density + 0.05 * legibility });
        }
      }
      return found.sort((a, b) => b.score - a.score);
    }

    labeled(values, step) {
      const greatest = max(0, ...values.map(abs));
      const offsetPower = ceil(log10(this.span)) + 1;
      let offset = 0;
      if (greatest > 0 && this.span / greatest < 1e-3) {
        const unit = tenTo(offsetPower);
        offset = floor((values[0] ?? 0) / unit + 1e-6) * unit;
      }
      const shown = values.map((v) => v - offset);
      const greatestShown = max(0, ...shown.map(abs));
      let exponent = 0;
      if (greatestShown >= 1e5 || (greatestShown < 1e-3 && greatestShown > 0)) {
        exponent = floor(log10(greatestShown) + 1e-9);
      }
      const unit = tenTo(exponent), decimals = decimalsOf(step / unit);
      const factor = exponent === 0 ? [] : [['m', '×'], ...decade(exponent)];
      if (offset !== 0) {
        if (factor.length) factor.push(['p', ' ']);
        factor.push(...Ticks.offset(offset, offsetPower));
      }
      return { major: values.map((v, i) => [v, plain(fixed(shown[i] / unit, decimals))]), minor: [],
        factor };
    }

    static offset(offset, power) {
      const magnitude = abs(offset), exponent = floor(log10(magnitude) + 1e-9);
      const sign = offset < 0 ? MINUS : '+';
      if (exponent >= -4 && exponent <= 12) {
        return plain(sign + grouped(fixed(magnitude, max(0, -power))));
      }
      const mantissa = fixed(magnitude / tenTo(exponent), min(14, max(0, exponent - power)));
      return [['m', sign + mantissa + '×'], ...decade(exponent)];
    }

    // Labels that keep their distance from the one before; ticks without labels for the others.
    thinned(labels) {
      const major = [], minor = [];
      for (const label of labels) {
        if (this.fits([...major.slice(-1), label])) major.push(label); else minor.push(label[0]);
      }
      return { major, minor, factor: [] };
    }

    minors(step, parts) {
      const spacing = this.length * step / this.span;
      const count = parts.find((part) => spacing / part >= 3);
      if (!count) return [];
      const small = step / count;
      const first = ceil(this.low / small - 1e-9), last = floor(this.high / small + 1e-9);
      if (!(last >= first && last - first < 500 && max(abs(first), abs(last)) < 1e15)) return [];
      return range(first, last).filter((i) => i % count !== 0).map((i) => i * small);
    }

    linear(hasMinor = this.hasMinor) {
      const all = this.candidates();
      const make = ({ step, first, last }) =>
        this.labeled(range(first, last).map((i) => i * step), step);
      for (const candidate of all) {
        const ticks = make(candidate);
        if (!this.fits(ticks.major)) continue;
        if (hasMinor) ticks.minor = this.minors(candidate.step, candidate.parts);
        return ticks;
      }
      if (!all.length) return { major: [], minor: [], factor: [] };
      const ticks = make(all[0]);
      ticks.major = ticks.major.slice(ticks.major.length >> 1).slice(0, 1);
      return ticks;
    }

    spaced(step) {
      if (!(step > 0) || !(this.span / step < 10000)) return this.linear();
      for (const stride of [1, 2, 5, 10, 20, 50, 100, 1000]) {
        const width = step * stride;
        const first = ceil(this.low / width - 1e-9), last = floor(this.high / width + 1e-9);
        if (!(last >= first && max(abs(first), abs(last)) < 1e15)) break;
        const ticks = this.labeled(range(first, last).map((i) => i * width), width);
        if (!this.fits(ticks.major)) continue;
        if (this.hasMinor) ticks.minor = this.minors(width, stride > 1 ? [stride] : [5, 4, 2]);
        return ticks;
      }
      return this.linear();
    }

    static minorValues(decades, spacing, stride) {
      if (stride > 1) {
        const step = [1, 2, 5, 10, 20, 50, 100].find((s) =>
          s < stride && stride % s === 0 && spacing * s >= 3);
        return step ? decades.filter((d) => d % step === 0 && d % stride !== 0).map(tenTo) : [];
      }
      if (!(spacing > 18)) return [];
      return decades.flatMap((d) => range(2, 9).map((m) => m * tenTo(d)));
    }

    log() {
      const low = log10(this.low), high = log10(this.high);
      const first = ceil(low - 1e-9), last = floor(high + 1e-9);
      if (last - first < 2) return this.fewDecades(low, high);
      for (const stride of STRIDES) {
        const major = range(first, last).filter((e) => e % stride === 0)
          .map((e) => [tenTo(e), decade(e)]);
        if (!(major.length <= max(2, 1.6 * this.wanted)) || !this.fits(major)) continue;
        const minor = this.hasMinor ? Ticks.minorValues(range(floor(low), ceil(high)),
          this.length / (high - low), stride).filter((v) => this.has(v)) : [];
        return { major, minor, factor: [] };
      }
      return { major: [[tenTo(first), decade(first)]], minor: [], factor: [] };
    }

    fewDecades(low, high) {
      const values = (mantissas) => range(floor(low), floor(high))
        .flatMap((d) => mantissas.map((m) => m * tenTo(d))).filter((v) => this.has(v));
      const all = values([1, 2, 3, 4, 5, 6, 7, 8, 9]);
      const sets = [[[1, 2, 3, 4, 5, 6, 7, 8, 9], 0.3], [[1, 2, 3, 5], 0.15], [[1, 2, 5], 0],
        [[1, 3], 0.1], [[1], 0]].map(([mantissas, ease]) => {
        const shown = values(mantissas);
        return { ease, ticks: { major: shown.map((v) => [v, Ticks.label(v)]),
          minor: all.filter((v) => !shown.includes(v)), factor: [] } };
      });
      if (high - low < 0.9) {
        this.candidates().forEach((candidate, rank) => {
          const { step, first, last } = candidate;
          const ticks = this.labeled(range(first, last).map((i) => i * step), step);
          if (ticks.major.length < 2) return;
          ticks.minor = ticks.major.length > 6 ? []
            : all.filter((v) => !ticks.major.some((tick) => tick[0] === v));
          sets.push({ ease: 0.35 + 0.05 * rank, ticks });
        });
      }
      const wanted = max(3, this.wanted);
      let best = null, bestScore = -Infinity;
      for (const { ease, ticks } of sets) {
        if (ticks.major.length < 1 || !this.fits(ticks.major)) continue;
        const ratio = ticks.major.length / wanted;
        const score = -max(ratio, 1 / max(ratio, 0.01)) - ease;
        if (score > bestScore) { best = ticks; bestScore = score; }
      }
      if (!best) return this.linear(false);
      if (!this.hasMinor) best.minor = [];
      return best;
    }

    static label(value) {
      const text = significant(value, 6), [mantissa, exponent] = text.split('e');
      if (exponent === undefined) return plain(text);
      const power = decade(Number(exponent.replace(MINUS, '-')));
      return mantissa === '1' ? power : [['m', mantissa + '×'], ...power];
    }

    symlog() {
      const { threshold } = this.scale;
      const greatest = max(abs(this.low), abs(this.high));
      const first = ceil(log10(threshold) - 1e-9), last = floor(log10(greatest) + 1e-9);
      if (!(greatest > threshold && last >= first)) return this.linear();
      const spacing = this.length / (this.scale.position(this.high) - this.scale.position(this.low));
      for (const stride of STRIDES) {
        const exponents = range(first, last).filter((e) => (e - last) % stride === 0);
        const major = [...exponents.toReversed().map((e) => [-tenTo(e), decade(e, MINUS)]),
          [0, plain('0')], ...exponents.map((e) => [tenTo(e), decade(e)])]
          .filter((tick) => this.has(tick[0]));
        if (!(major.length <= max(3, 1.6 * this.wanted)) || !this.fits(major)) continue;
        if (major.length < 2) break;
        if (!this.hasMinor) return { major, minor: [], factor: [] };
        const minor = Ticks.minorValues(range(first - 1, last), spacing, stride)
          .filter((v) => v > threshold);
        if (stride === 1 && spacing > 18) {
          minor.push(...range(1, 9).map((m) => m * tenTo(first - 1))
            .filter((v) => v < threshold * (1 - 1e-9)));
        }
        const both = [...new Set([...minor, ...minor.map((v) => -v)])].sort((a, b) => a - b);
        return { major, minor: both.filter((v) => this.has(v)), factor: [] };
      }
      return this.linear(false);
    }

    angle() {
      const indices = (step) => {
        const first = ceil(this.low / step - 1e-6), last = floor(this.high / step + 1e-6);
        return last >= first && last - first < 500 && max(abs(first), abs(last)) < 1e9
          ? range(first, last) : [];
      };
      let best = null, bestScore = -Infinity;
      for (const [numerator, denominator, parts] of ANGLES) {
        const width = Math.PI * numerator / denominator, found = indices(width);
        if (found.length < 2 || found.length >= 60) continue;
        const major = found.map((i) => [i * width, Ticks.multiple(i * numerator, denominator)]);
        const ratio = found.length / this.wanted;
        const ease = denominator === 12 ? 0.6 : denominator % 3 === 0 ? 0.25 : 0;
        const score = 2 - max(ratio, 1 / ratio) - ease;
        if (!this.fits(major) || !(score > bestScore)) continue;
        const small = width / parts;
        const minor = this.hasMinor && parts > 1
          ? indices(small).filter((i) => i % parts !== 0).map((i) => i * small) : [];
        best = { major, minor, factor: [] };
        bestScore = score;
      }
      return best ?? this.linear();
    }

    static multiple(numerator, denominator) {
      if (numerator === 0) return plain('0');
      let a = abs(numerator), b = denominator;
      while (b) [a, b] = [b, a % b];
      const top = abs(numerator) / a, bottom = denominator / a;
      return [['m', (numerator < 0 ? MINUS : '') + (top === 1 ? '' : top) + 'π' +
        (bottom === 1 ? '' : '/' + bottom)]];
    }

    choose([name, detail]) {
      switch (name) {
        case 'none': return { major: [], minor: [], factor: [] };
        case 'fixed': return this.thinned(detail.filter((tick) => this.has(tick[0]))
          .map((tick) => [tick[0], tick]));
        case 'spaced': return this.spaced(detail);
        case 'pi': return this.angle();
        default: return this.scale.threshold ? this.symlog()
          : this.scale === SCALES.log ? this.log() : this.linear();
      }
    }
  }

  // ---- Drawing

  const HOME = { sx: 1, sy: 1, tx: 0, ty: 0 };
  const isHome = (view) => view.sx === 1 && view.sy === 1 && view.tx === 0 && view.ty === 0;
  const setStroke = (pen, stroke) => {
    [pen.strokeStyle, pen.lineWidth] = stroke;
    pen.setLineDash(stroke[2]);
    pen.lineJoin = stroke[3];
    pen.lineCap = stroke[4];
  };

  class Painter {
    constructor(canvas, scene, redraw) {
      this.canvas = canvas;
      this.pen = canvas.getContext('2d');
      this.scene = scene;
      this.redraw = redraw;
      this.glyphs = scene.glyphs.map((outline) => new Path2D(outline));
      this.paths = new Map();
      this.images = new Map();
      this.hidden = new Set();
      this.scale = 1;
    }

    path(data) {
      if (!this.paths.has(data)) this.paths.set(data, new Path2D(data));
      return this.paths.get(data);
    }

    items(items, view) { for (const item of items) this.item(item, view); }

    item(item, view = HOME) {
      const pen = this.pen;
      switch (item[0]) {
        case 'p': {
          let path = this.path(item[1]);
          if (!isHome(view)) {
            const moved = new Path2D();
            moved.addPath(path, new DOMMatrix([view.sx, 0, 0, view.sy, view.tx, view.ty]));
            path = moved;
          }
          if (item[2]) { pen.fillStyle = item[2]; pen.fill(path); }
          if (item[3]) { setStroke(pen, item[3]); pen.stroke(path); }
          break;
        }
        case 's': this.straight(item, view); break;
        case 't': this.text(item, view); break;
        case 'r': this.rigid(item, view); break;
        case 'm': this.markers(item, view); break;
        case 'i': this.image(item, view); break;
        default: this.group(item, view);
      }
    }

    // Lines along the axes on whole pixels, as images of the figure have them.
    straight([, lines, fill, stroke], view) {
      const pen = this.pen, scale = this.scale;
      const width = stroke ? max(1, round(stroke[1] * scale)) : 0;
      const shift = width % 2 ? 0.5 : 0;
      const snap = (v) => (round(v * scale - shift) + shift) / scale;
      pen.beginPath();
      for (const line of lines) {
        for (let i = 0; i < line.length; i += 2) {
          const x = snap(view.sx * line[i] + view.tx), y = snap(view.sy * line[i + 1] + view.ty);
          if (i) pen.lineTo(x, y); else pen.moveTo(x, y);
        }
        if (line.length > 4 && line[0] === line.at(-2) && line[1] === line.at(-1)) pen.closePath();
      }
      if (fill) { pen.fillStyle = fill; pen.fill(); }
      if (stroke) { setStroke(pen, stroke); pen.lineWidth = width / scale; pen.stroke(); }
    }

    // Shapes that move with the axes and keep their form.
    rigid([, pieces, fill], view) {
      const pen = this.pen;
      pen.fillStyle = fill;
      for (let i = 0; i < pieces.length; i += 3) {
        pen.save();
        pen.translate(view.sx * pieces[i] + view.tx, view.sy * pieces[i + 1] + view.ty);
        pen.fill(this.path(pieces[i + 2]));
        pen.restore();
      }
    }

    text([, size, color, rotation, px, py, glyphs], view = HOME) {
      const pen = this.pen;
      pen.save();
      if (!isHome(view)) {
        const x = rotation ? px : glyphs[1], y = rotation ? py : glyphs[2];
        pen.translate(view.sx * x + view.tx - x, view.sy * y + view.ty - y);
      }
      if (rotation) { pen.translate(px, py); pen.rotate(-rotation); pen.translate(-px, -py); }
      pen.fillStyle = color;
      for (let i = 0; i < glyphs.length; i += 3) {
        this.glyph(glyphs[i], glyphs[i + 1], glyphs[i + 2], size);
      }
      pen.restore();
    }

    glyph(index, x, y, size) {
      const pen = this.pen;
      pen.save();
      pen.translate(x, y);
      pen.scale(size / 1000, size / 1000);
      pen.fill(this.glyphs[index]);
      pen.restore();
    }

    marker([shape, line], x, y, scale, color) {
      const pen = this.pen;
      pen.save();
      pen.translate(x, y);
      pen.scale(scale, scale);
      if (line) { setStroke(pen, [color, line / scale, [], 'miter', 'butt']); pen.stroke(this.path(shape)); }
      else { pen.fillStyle = color; pen.fill(this.path(shape)); }
      pen.restore();
    }

    markers(item, view) {
      item.places ??= numbers(item[2]);
      for (let i = 0; i < item.places.length; i += 2) {
        const index = i / 2, colors = item[3], scales = item[4];
        this.marker(item[1], view.sx * item.places[i] + view.tx, view.sy * item.places[i + 1] + view.ty,
          scales[scales.length > 1 ? index : 0] ?? 1, colors[colors.length > 1 ? index : 0]);
      }
    }

    image([, data, frame, isSmooth], view) {
      if (!this.images.has(data)) {
        const picture = new Image();
        picture.onload = this.redraw;
        picture.src = 'data:image/png;base64,' + data;
        this.images.set(data, picture);
      }
      const picture = this.images.get(data);
      if (!picture.complete || !picture.naturalWidth) return;
      const snap = (v) => round(v * this.scale) / this.scale;
      const left = snap(view.sx * frame[0] + view.tx), top = snap(view.sy * frame[1] + view.ty);
      const right = snap(view.sx * (frame[0] + frame[2]) + view.tx);
      const bottom = snap(view.sy * (frame[1] + frame[3]) + view.ty);
      this.pen.imageSmoothingEnabled = Boolean(isSmooth)
        || (right - left) * this.scale < picture.naturalWidth;
      this.pen.imageSmoothingQuality = 'high';
      this.pen.drawImage(picture, left, top, right - left, bottom - top);
    }

    group([, role, clip, opacity, items], view) {
      const pen = this.pen;
      const isOff = role === 'legend-entry' && this.hidden.has(entryName(items));
      if (!clip && opacity === 1 && !isOff) { this.items(items, view); return; }
      pen.save();
      if (clip) this.clip(clip);
      pen.globalAlpha *= isOff ? 0.3 : opacity;
      this.items(items, view);
      pen.restore();
    }

    clip([x, y, width, height]) {
      const snap = (v) => round(v * this.scale) / this.scale;
      this.pen.beginPath();
      this.pen.rect(snap(x), snap(y), snap(x + width) - snap(x), snap(y + height) - snap(y));
      this.pen.clip();
    }

    // New text in the letters of the page; returns its width, and draws where a pen is wanted.
    label(label, x, y, size, color, isDrawn) {
      const { plain: flat, math, raised } = this.scene.letters;
      if (isDrawn) this.pen.fillStyle = color;
      let right = x, up = 0;
      for (const [kind, text] of label) {
        const start = right;
        for (const letter of text) {
          if (kind === 'r') {
            const [glyph, own, dx, dy, advance] = raised[letter] ?? raised[0];
            if (isDrawn) this.glyph(glyph, right + (right === start ? dx : up), y + dy, own);
            up = dx;
            right += advance;
          } else {
            const [glyph, advance] = (kind === 'm' ? math[letter] : flat[letter]) ?? flat['0'];
            if (isDrawn && glyph >= 0) this.glyph(glyph, right, y, size);
            right += advance;
          }
        }
      }
      return right - x;
    }
  }

  const entryName = (items) => items.map((item) =>
    (item[0] === 't' ? item[7] : item[0] === 'g' ? entryName(item[4]) : '')).join('');

  // The part of a segment inside a box, or null.
  const clipped = (x0, y0, x1, y1, [left, top, right, bottom]) => {
    let start = 0, end = 1;
    const dx = x1 - x0, dy = y1 - y0;
    for (const [p, q] of [[-dx, x0 - left], [dx, right - x0], [-dy, y0 - top], [dy, bottom - y0]]) {
      if (p === 0) { if (q < 0) return null; continue; }
      const t = q / p;
      if (p < 0) start = max(start, t); else end = min(end, t);
    }
    return start > end ? null : [x0 + start * dx, y0 + start * dy, x0 + end * dx, y0 + end * dy];
  };

  // ---- Marks with data

  class Mark {
    constructor(data, panel) {
      Object.assign(this, data);
      if (this.cells) {
        for (const key of ['values', 'x', 'y']) this.cells[key] = numbers(this.cells[key]);
      }
      if (this.levels) {
        const [across, up] = [panel.axis(this.x), panel.axis(this.y)];
        this.levels = this.levels.map(([stroke, x, y, label]) => ({ stroke, label,
          X: Float64Array.from(numbers(x), (v) => across.place(v)),
          Y: Float64Array.from(numbers(y), (v) => up.place(v)) }));
      }
      if (!this.px) return;
      this.xValues = numbers(this.px);
      this.yValues = numbers(this.py);
      if (this.values) this.values = numbers(this.values);
      if (this.steps) this.steps = bytes(this.steps);
      const across = panel.axis(this.x), up = panel.axis(this.y);
      this.X = this.xValues.map((v) => across.place(v));
      this.Y = this.yValues.map((v) => up.place(v));
      this.count = min(this.X.length, this.Y.length);
      this.isAscending = true;
      for (let i = 1; i < this.count && this.isAscending; i++) {
        this.isAscending = this.X[i] >= this.X[i - 1];
      }
    }

    // The first index whose place is not below a value; places ascend.
    index(place) {
      let low = 0, high = this.count;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.X[middle] < place) low = middle + 1; else high = middle;
      }
      return low;
    }

    draw(painter, panel, isMoving) {
      const { view } = panel;
      if (this.kind === 'items' || (this.levels && panel.isHome)) {
        const { sx, sy, tx, ty } = view, u = this.unit ?? 1;
        painter.items(this.items, u === 1 ? view : { sx: sx / u, sy: sy / u, tx, ty });
      } else if (this.levels) this.contours(painter, panel);
      if (this.kind === 'line' && this.stroke) this.line(painter, panel);
      if (this.marker) this.points(painter, panel, isMoving);
    }

    line(painter, { view, frame }) {
      const { sx, sy, tx, ty } = view, pen = painter.pen, { X, Y, steps } = this;
      const [left, top, width, height] = frame;
      const box = [left - width, top - height, left + 2 * width, top + 2 * height];
      let first = 0, last = this.count - 1;
      if (this.isAscending) {
        first = max(0, this.index((left - tx) / sx) - 1);
        last = min(last, this.index((left + width - tx) / sx) + 1);
      }
      setStroke(pen, this.stroke);
      const columns = 2 * width * painter.scale;
      const thins = this.isAscending && !steps && last - first > 4 * columns;
      let isDown = false, px = 0, py = 0;
      const move = (x, y) => { pen.moveTo(x, y); isDown = true; px = x; py = y; };
      const to = (x, y) => {
        if (!isDown) { move(x, y); return; }
        const far = (v, low, high) => v < low || v > high;
        if (far(x, box[0], box[2]) || far(y, box[1], box[3]) || far(px, box[0], box[2])
          || far(py, box[1], box[3])) {
          const part = clipped(px, py, x, y, box);
          if (part) { pen.moveTo(part[0], part[1]); pen.lineTo(part[2], part[3]); }
          pen.moveTo(x, y);
        } else {
          pen.lineTo(x, y);
        }
        px = x;
        py = y;
      };
      pen.beginPath();
      if (thins) {
        // Of each column of pixels the first, least, greatest and last place, in their order.
        let column = NaN, low = 0, high = 0, lowX = 0, highX = 0, endX = 0, endY = 0;
        const flush = () => {
          if (!Number.isFinite(column)) return;
          if (lowX <= highX) { to(lowX, low); to(highX, high); } else { to(highX, high); to(lowX, low); }
          to(endX, endY);
        };
        for (let i = first; i <= last; i++) {
          const x = sx * X[i] + tx, y = sy * Y[i] + ty;
          if (!(x - x === 0 && y - y === 0)) { flush(); column = NaN; isDown = false; continue; }
          const here = floor(x * painter.scale);
          if (here !== column) {
            flush();
            to(x, y);
            column = here;
            low = high = y;
            lowX = highX = x;
          } else if (y < low) { low = y; lowX = x; } else if (y > high) { high = y; highX = x; }
          endX = x;
          endY = y;
        }
        flush();
      } else {
        let step = -1;
        const near = 0.3 / painter.scale;
        for (let i = first; i <= last; i++) {
          const x = sx * X[i] + tx, y = sy * Y[i] + ty;
          if (!(x - x === 0 && y - y === 0)) { isDown = false; continue; }
          if (isDown && !steps && i < last && abs(x - px) < near && abs(y - py) < near) continue;
          if (steps && i > 0 && steps[i - 1] !== step) {
            pen.stroke();
            pen.beginPath();
            step = steps[i - 1];
            if (step === 255) isDown = false;
            else { pen.strokeStyle = this.colors[step]; if (isDown) move(px, py); }
          }
          to(x, y);
        }
      }
      pen.stroke();
    }

    // Lines of levels drawn anew, their values where they are straightest now.
    contours(painter, { view: { sx, sy, tx, ty }, frame }) {
      const { pen } = painter, [left, top, width, height] = frame, taken = [];
      const box = [left - 9, top - 9, left + width + 9, top + height + 9];
      for (const { stroke, X, Y, label } of this.levels) {
        const runs = [];
        let run = null, before = null;
        for (let i = 0; i < X.length; i++) {
          const here = [sx * X[i] + tx, sy * Y[i] + ty];
          if (!Number.isFinite(here[0] + here[1])) { run = before = null; continue; }
          const part = before && clipped(...before, ...here, box);
          if (part) {
            if (!run) runs.push(run = [[part[0], part[1]]]);
            run.push([part[2], part[3]]);
          }
          // Where the line leaves the box its piece ends.
          if (!part || part[2] !== here[0] || part[3] !== here[1]) run = null;
          before = here;
        }
        setStroke(pen, stroke);
        pen.beginPath();
        const names = [];
        for (const points of runs) {
          const gap = label ? this.straightest(points, label[0] * 1.3, frame, taken) : null;
          if (gap) names.push(gap);
          let length = 0;
          points.forEach(([x, y], i) => {
            if (!i) { pen.moveTo(x, y); return; }
            const before = length;
            length += Math.hypot(x - points[i - 1][0], y - points[i - 1][1]);
            if (gap && before <= gap.start && length > gap.start) pen.lineTo(...gap.from);
            if (gap && before < gap.end && length >= gap.end) pen.moveTo(...gap.to);
            if (!gap || length <= gap.start || length >= gap.end) pen.lineTo(x, y);
          });
        }
        pen.stroke();
        for (const { x, y, angle } of names) {
          pen.save();
          pen.translate(x, y);
          pen.rotate(angle);
          painter.items(label[1], { sx: 1, sy: 1, tx: 0, ty: painter.scene.letters.half });
          pen.restore();
        }
      }
    }

    // A piece of a line that is nearly straight and inside the frame, or null.
    straightest(points, gap, [left, top, width, height], taken) {
      const lengths = [0];
      for (let i = 1; i < points.length; i++) {
        const [x, y] = points[i], [u, v] = points[i - 1];
        lengths.push(lengths[i - 1] + Math.hypot(x - u, y - v));
      }
      const total = lengths.at(-1);
      if (!(total > 2.6 * gap)) return null;
      let index = 1;
      const at = (length, from = 1) => {
        index = from;
        while (index < points.length - 1 && lengths[index] < length) index++;
        const t = (length - lengths[index - 1]) / (lengths[index] - lengths[index - 1] || 1);
        return [0, 1].map((k) => points[index - 1][k] + t * (points[index][k] - points[index - 1][k]));
      };
      let best = null;
      for (let step = 0; step <= 24; step++) {
        const start = (total - gap) * (0.06 + 0.88 * step / 24);
        const [x0, y0] = at(start), [x1, y1] = at(start + gap, index), half = gap / 2;
        const bend = (gap - Math.hypot(x1 - x0, y1 - y0)) / gap + 0.02 * abs(step / 12 - 1);
        const x = (x0 + x1) / 2, y = (y0 + y1) / 2;
        if (!(bend < (best?.bend ?? 0.1)) || x < left + half || x > left + width - half
          || y < top + half || y > top + height - half
          || taken.some(([u, v, reach]) => Math.hypot(x - u, y - v) < reach + half)) continue;
        const turned = Math.atan2(y1 - y0, x1 - x0);
        const angle = turned > Math.PI / 2 ? turned - Math.PI : turned < -Math.PI / 2 ? turned + Math.PI : turned;
        best = { bend, start, end: start + gap, from: [x0, y0], to: [x1, y1], x, y, angle };
      }
      if (best) taken.push([best.x, best.y, gap / 2]);
      return best;
    }

    // Equal markers are drawn once and copied; those that would cover each other exactly are one.
    points(painter, { view, frame }, isMoving) {
      const { sx, sy, tx, ty } = view, pen = painter.pen, scale = painter.scale, { X, Y, steps } = this;
      const [left, top, width, height] = frame, size = this.marker[2];
      const colors = this.colors ?? [this.stroke[0]];
      const side = 2 * ceil(size * scale) + 4;
      const sprites = new Map();
      const sprite = (color) => {
        if (!sprites.has(color)) {
          const canvas = document.createElement('canvas');
          canvas.width = canvas.height = side;
          const other = Object.create(painter);
          other.pen = canvas.getContext('2d');
          other.pen.setTransform(scale, 0, 0, scale, side / 2, side / 2);
          other.marker(this.marker, 0, 0, 1, color);
          sprites.set(color, canvas);
        }
        return sprites.get(color);
      };
      const isCrowd = this.count > 4000;
      const columns = ceil(width * scale) + 2 * side, rows = ceil(height * scale) + 2 * side;
      const taken = isCrowd && !colors[0].startsWith('rgba') ? new Uint8Array(columns * rows) : null;
      const stride = isMoving && this.count > 30000 ? ceil(this.count / 30000) : 1;
      pen.save();
      pen.setTransform(1, 0, 0, 1, 0, 0);
      const margin = size;
      for (let i = this.count - 1 - ((this.count - 1) % stride); i >= 0 && taken; i -= stride) {
        // From the last, which is in front, to the first.
        const x = sx * X[i] + tx, y = sy * Y[i] + ty;
        if (!(x > left - margin && x < left + width + margin && y > top - margin
          && y < top + height + margin)) continue;
        const cell = round((y - top) * scale + side) * columns + round((x - left) * scale + side);
        if (taken[cell] === 0) taken[cell] = 1; else if (taken[cell] === 1) continue;
        (this.shown ??= new Uint8Array(this.count))[i] = 1;
      }
      for (let i = 0; i < this.count; i += stride) {
        if (taken && !this.shown?.[i]) continue;
        if (taken) this.shown[i] = 0;
        const x = sx * X[i] + tx, y = sy * Y[i] + ty;
        if (!(x > left - margin && x < left + width + margin && y > top - margin
          && y < top + height + margin)) continue;
        const color = steps ? colors[steps[i]] : colors[0];
        if (!color) continue;
        if (isCrowd) {
          pen.drawImage(sprite(color), round(x * scale - side / 2), round(y * scale - side / 2));
        } else {
          pen.drawImage(sprite(color), x * scale - side / 2, y * scale - side / 2);
        }
      }
      pen.restore();
    }

    // The point nearest to a place, within a reach; a line is near where it passes.
    nearest(x, y, reach, { view }) {
      if (!this.X) return null;
      const { sx, sy, tx, ty } = view;
      let best = null, least = reach * reach;
      let first = 0, last = this.count - 1;
      if (this.isAscending) {
        first = max(0, this.index((x - reach - tx) / sx) - 1);
        last = min(last, this.index((x + reach - tx) / sx) + 1);
      }
      for (let i = first; i <= last; i++) {
        const dx = sx * this.X[i] + tx - x, dy = sy * this.Y[i] + ty - y;
        const distance = dx * dx + dy * dy;
        if (distance < least) { least = distance; best = i; }
      }
      if (best === null && this.kind === 'line' && this.isAscending && this.count > 1) {
        const i = min(max(1, this.index((x - tx) / sx)), this.count - 1);
        const x0 = sx * this.X[i - 1] + tx, x1 = sx * this.X[i] + tx;
        const t = x1 > x0 ? (x - x0) / (x1 - x0) : 0;
        const between = sy * (this.Y[i - 1] + t * (this.Y[i] - this.Y[i - 1])) + ty;
        if (t >= 0 && t <= 1 && abs(between - y) < reach) {
          best = t < 0.5 ? i - 1 : i;
          least = (between - y) ** 2;
        }
      }
      return best === null ? null : { mark: this, index: best, distance: least };
    }

    // The cell under a place.
    cell(x, y, panel) {
      if (!this.cells) return null;
      const { columns, values } = this.cells;
      // The nearest centre on the page; nothing beyond half a cell past the outermost ones.
      const at = (axis, place, centers) => {
        let best = 0;
        const away = (i) => abs(axis.place(centers[i]) - place);
        for (let i = 1; i < centers.length; i++) if (away(i) < away(best)) best = i;
        const other = centers[best === 0 ? 1 : best - 1];
        const reach = other === undefined ? Infinity : abs(axis.place(centers[best]) - axis.place(other));
        return away(best) <= reach / 2 * 1.001 ? best : -1;
      };
      const { sx, sy, tx, ty } = panel.view;
      const column = at(panel.axis(this.x), (x - tx) / sx, this.cells.x);
      const row = at(panel.axis(this.y), (y - ty) / sy, this.cells.y);
      if (column < 0 || row < 0) return null;
      return { mark: this, x: this.cells.x[column], y: this.cells.y[row],
        value: values[row * columns + column] };
    }
  }

  // ---- Axes and panels

  class Axis {
    constructor(data) {
      const { ticks, ...rest } = data;
      Object.assign(this, rest);
      this.placement = ticks;
      this.scale = scaleOf(data.scale);
      this.isVertical = this.side === 'left' || this.side === 'right';
      this.ratio = (this.to - this.from) / (this.ends[1] - this.ends[0]);
    }

    // The place on the page at home, and back.
    place(value) { return this.from + (this.scale.position(value) - this.ends[0]) * this.ratio; }
    value(place) { return this.scale.value(this.ends[0] + (place - this.from) / this.ratio); }

    // What the axis shows in a view.
    domain(view) {
      const [s, t] = this.isVertical ? [view.sy, view.ty] : [view.sx, view.tx];
      if (s === 1 && t === 0) return this.range;
      return [this.value((this.from - t) / s), this.value((this.to - t) / s)];
    }

    ticks(view, painter, look) {
      const [low, high] = this.domain(view), { letters } = painter.scene;
      const extent = (label) => {
        if (!Array.isArray(label[0])) return this.isVertical ? label[2] : label[1];
        if (!this.isVertical) return painter.label(label, 0, 0, look.size, '', false);
        return label.some((piece) => piece[0] === 'r') ? letters.tallHeight : letters.height;
      };
      return new Ticks({ low, high, scale: this.scale, length: abs(this.to - this.from),
        size: look.size, isVertical: this.isVertical, hasMinor: look.hasMinor, extent })
        .choose(this.placement);
    }
  }

  class Panel {
    constructor(data) {
      Object.assign(this, data);
      this.view = { ...HOME };
      this.axes = (data.axes ?? []).map((axis) => new Axis(axis));
      this.marks = (data.data ?? []).map((mark) => new Mark(mark, this));
      if (data.sphere) this.sphere = new Sphere(data.sphere);
    }

    axis(side) { return this.axes.find((axis) => axis.side === side); }
    get isHome() { return this.sphere ? this.sphere.isHome : isHome(this.view); }

    holds(x, y, margin = 0) {
      if (!this.frame) return false;
      const [left, top, width, height] = this.frame;
      return x >= left - margin && x <= left + width + margin && y >= top - margin
        && y <= top + height + margin;
    }

    draw(painter, isMoving) {
      for (const [kind, item] of this.list) {
        if (kind === 's') painter.item(item);
        else if (kind === 'h') { if (this.isHome) painter.item(item); }
        else if (kind === 'd') this.mark(painter, this.marks[item], isMoving);
        else if (kind === 'x') this.sphere.draw(painter, isMoving);
        else if (this.isHome) continue;
        else if (item === 'grid') this.grid(painter);
        else if (item === 'ticks') this.ticks(painter);
      }
    }

    mark(painter, mark, isMoving) {
      if (mark.name && painter.hidden.has(mark.name)) return;
      painter.pen.save();
      painter.clip(this.frame);
      mark.draw(painter, this, isMoving);
      painter.pen.restore();
    }

    grid(painter) {
      if (!this.look.grid) return;
      const [left, top, width, height] = this.frame;
      const lines = [];
      for (const axis of this.axes.filter(({ side }) => side === 'bottom' || side === 'left')) {
        for (const [value] of axis.ticks(this.view, painter, this.look).major) {
          const place = this.now(axis, value);
          lines.push(axis.isVertical ? [left, place, left + width, place]
            : [place, top, place, top + height]);
        }
      }
      painter.item(['s', lines, 0, this.look.grid]);
    }

    now(axis, value) {
      const { sx, sy, tx, ty } = this.view, place = axis.place(value);
      return axis.isVertical ? sy * place + ty : sx * place + tx;
    }

    // Ticks, numbers and powers of ten of a view.
    ticks(painter) {
      const { look, frame: [left, top, width, height] } = this;
      const right = left + width, bottom = top + height;
      const { letters } = painter.scene;
      const sides = { bottom: 'top', top: 'bottom', left: 'right', right: 'left' };
      for (const axis of this.axes) {
        const found = axis.ticks(this.view, painter, look);
        const own = [axis.side];
        if (look.mirror && !this.axis(sides[axis.side])) own.push(sides[axis.side]);
        for (const side of own) {
          const lines = [];
          const add = (value, length) => {
            const place = this.now(axis, value), reach = look.outward ? length : -length;
            const edge = { bottom, top, left, right }[side];
            const end = side === 'bottom' || side === 'right' ? edge + reach : edge - reach;
            lines.push(axis.isVertical ? [edge, place, end, place] : [place, edge, place, end]);
          };
          for (const [value] of found.major) add(value, look.major);
          for (const value of found.minor) add(value, look.minor);
          painter.item(['s', lines, 0, [axis.color, ...look.line.slice(1)]]);
        }
        if (!axis.numbers) continue;
        const width_ = (label) => (Array.isArray(label[0])
          ? painter.label(label, 0, 0, look.size, '', false) : label[1]);
        const widths = found.major.map(([, label]) => width_(label)), widest = max(0, ...widths);
        // Longer numbers than at home are drawn smaller rather than over the axis' name.
        const room = axis.isVertical ? axis.room : Infinity;
        const shrink = widest > room ? max(0.6, room / widest) : 1;
        found.major.forEach(([value, label], index) => {
          const place = this.now(axis, value), own = widths[index] * shrink;
          let x = place - own / 2, y = axis.baseline;
          if (axis.side === 'left') x = left - look.pad - own;
          if (axis.side === 'right') x = right + look.pad + (widest * shrink - own);
          if (axis.isVertical) y = place + letters.half * shrink;
          painter.pen.save();
          painter.pen.translate(x, y);
          painter.pen.scale(shrink, shrink);
          if (Array.isArray(label[0])) painter.label(label, 0, 0, look.size, axis.color, true);
          else painter.items(label[3]);
          painter.pen.restore();
        });
        if (found.factor.length) {
          // Inside the corner of the axes, where there is always room.
          const own = painter.label(found.factor, 0, 0, look.size, '', false), gap = 0.4 * look.size;
          const x = axis.side === 'left' ? left + gap : right - gap - own;
          const y = axis.side === 'bottom' ? bottom - 2 * gap : top + look.size + gap;
          painter.pen.fillStyle = look.ground;
          painter.pen.globalAlpha = 0.85;
          painter.pen.fillRect(x - gap / 2, y - look.size, own + gap, 1.3 * look.size);
          painter.pen.globalAlpha = 1;
          painter.label(found.factor, x, y, look.size, axis.color, true);
        }
      }
    }

    zoom(fx, fy, x, y) {
      if (this.lock) fx = fy = fx !== 1 ? fx : fy;
      const { sx, sy, tx, ty } = this.view;
      this.set({ sx: sx * fx, tx: x - fx * (x - tx), sy: sy * fy, ty: y - fy * (y - ty) });
    }

    pan(dx, dy) { this.set({ ...this.view, tx: this.view.tx + dx, ty: this.view.ty + dy }); }

    set(view) {
      if (!(view.sx > 0.02 && view.sy > 0.02)) return;
      // Ends that differ in their last digits only have no numbers in between.
      const isFine = this.axes.every((axis) => {
        const [low, high] = axis.domain(view).map(axis.scale.position);
        return high - low > 1e-11 * max(abs(low), abs(high)) && Number.isFinite(high - low)
          && axis.domain(view).every((v) => Number.isFinite(v) && (axis.scale !== SCALES.log || v > 0));
      });
      if (!isFine) return;
      this.view = view;
      this.follow();
    }

    // Panels with the same range of an axis show the same part of it.
    follow() {
      const { sx, sy, tx, ty } = this.view, [left, top, width, height] = this.frame;
      for (const other of this.siblings ?? []) {
        if (other === this || !other.frame || other.sphere) continue;
        const [l, t, w, h] = other.frame;
        if (this.sharesX !== undefined && other.sharesX === this.sharesX) {
          other.view = { ...other.view, sx, tx: l + w * (sx * left + tx - left) / width - sx * l };
        }
        if (this.sharesY !== undefined && other.sharesY === this.sharesY) {
          other.view = { ...other.view, sy, ty: t + h * (sy * top + ty - top) / height - sy * t };
        }
      }
    }

    box(x0, y0, x1, y1) {
      const [left, top, width, height] = this.frame;
      let [a, b] = [min(x0, x1), max(x0, x1)].map((v) => min(max(v, left), left + width));
      let [c, d] = [min(y0, y1), max(y0, y1)].map((v) => min(max(v, top), top + height));
      if (this.lock) {
        const factor = max((b - a) / width, (d - c) / height);
        [a, b] = [(a + b - factor * width) / 2, (a + b + factor * width) / 2];
        [c, d] = [(c + d - factor * height) / 2, (c + d + factor * height) / 2];
      }
      const fx = width / (b - a), fy = height / (d - c), { sx, sy, tx, ty } = this.view;
      this.set({ sx: sx * fx, tx: (tx - a) * fx + left, sy: sy * fy, ty: (ty - c) * fy + top });
    }

    reset() {
      this.view = { ...HOME };
      if (this.sphere) this.sphere.reset(); else this.follow();
    }

    read(x, y, reach, hidden) {
      if (this.sphere) return this.sphere.read(x, y, reach, hidden, this);
      const visible = this.marks.filter((mark) => !(mark.name && hidden.has(mark.name)));
      let best = null;
      for (const mark of visible) {
        const found = mark.nearest(x, y, reach, this);
        if (found && (!best || found.distance <= best.distance)) best = found;
      }
      if (best) return this.reading(best.mark, best.index);
      for (const mark of visible.toReversed()) {
        const cell = mark.cell(x, y, this);
        if (cell) return { ...cell, panel: this, px: x, py: y };
      }
      return null;
    }

    reading(mark, index) {
      const { sx, sy, tx, ty } = this.view;
      return { mark, index, panel: this, x: mark.xValues[index], y: mark.yValues[index],
        value: mark.values?.[index], px: sx * mark.X[index] + tx, py: sy * mark.Y[index] + ty };
    }
  }
  // ---- Spheres: points in space, nearer ones in front, fading by layers of depth.

  const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

  class Sphere {
    constructor(data) {
      Object.assign(this, data);
      this.home = [data.azimuth, data.elevation];
      for (const mark of this.marks) {
        if (mark.steps) mark.steps = bytes(mark.steps);
        if (mark.values) mark.values = numbers(mark.values);
        if (mark.table) mark.table = bytes(mark.table);
        if (!mark.x) continue;
        const [x, y, z] = [numbers(mark.x), numbers(mark.y), numbers(mark.z)];
        mark.places = Array.from(x, (_, i) => [x[i], y[i], z[i]]);
      }
      this.aim();
    }

    get isHome() { return false; }
    reset() { [this.azimuth, this.elevation] = this.home; this.aim(); }
    turn(dx, dy) {
      this.azimuth -= dx / this.radius * 57.3;
      this.elevation = min(90, max(-90, this.elevation + dy / this.radius * 57.3));
      this.aim();
    }

    aim() {
      const a = this.azimuth * Math.PI / 180, e = this.elevation * Math.PI / 180;
      const [ca, sa, ce, se] = [Math.cos(a), Math.sin(a), Math.cos(e), Math.sin(e)];
      this.towards = [ce * ca, ce * sa, se];
      this.right = [-sa, ca, 0];
      this.up = [-se * ca, -se * sa, ce];
    }

    point(place) {
      return [this.center[0] + this.radius * dot(place, this.right),
        this.center[1] - this.radius * dot(place, this.up)];
    }
    depth(place) { return dot(place, this.towards); }
    layer(depth) { return min(max(floor((depth + 1) / 2 * this.layers), 0), this.layers - 1); }
    color(rgb, layer, alpha = rgb[3]) {
      const f = 0.52 * (1 - layer / (this.layers - 1));
      const mixed = [0, 1, 2].map((i) => round(rgb[i] + (this.ground[i] - rgb[i]) * f));
      return `rgba(${mixed},${alpha})`;
    }

    // Pieces of a line, each in one layer and of one colour.
    line(places, stroke, color, alpha, steps, colors, pieces) {
      let run = null;
      const close = () => {
        if (run && run.points.length > 1) {
          const { points, layer, total } = run, depth = total / (points.length - 1);
          const own = [this.color(run.step < 0 ? color : colors[run.step], layer, alpha),
            ...(stroke.call ? stroke(depth) : stroke).slice(1)];
          pieces.push({ layer, depth, draw: (pen) => {
            setStroke(pen, own);
            pen.beginPath();
            points.forEach(([x, y], i) => (i ? pen.lineTo(x, y) : pen.moveTo(x, y)));
            pen.stroke();
          } });
        }
        run = null;
      };
      for (let i = 0; i + 1 < places.length; i++) {
        const start = places[i], end = places[i + 1], step = steps ? steps[i] : -1;
        const from = this.depth(start), to = this.depth(end);
        if (!(from - from === 0 && to - to === 0) || step === 255) { close(); continue; }
        const cuts = [0, 1], first = this.layer(from), last = this.layer(to);
        for (let b = min(first, last) + 1; b <= max(first, last); b++) {
          cuts.push(min(max((b / this.layers * 2 - 1 - from) / (to - from), 0), 1));
        }
        cuts.sort((a, b) => a - b);
        for (let c = 0; c + 1 < cuts.length; c++) {
          if (!(cuts[c + 1] > cuts[c])) continue;
          const middle = from + (cuts[c] + cuts[c + 1]) / 2 * (to - from), layer = this.layer(middle);
          const at = (t) => this.point([0, 1, 2].map((k) => start[k] + t * (end[k] - start[k])));
          if (run?.layer !== layer || run.step !== step) {
            close();
            run = { points: [at(cuts[c])], layer, step, total: 0 };
          }
          run.total += middle;
          run.points.push(at(cuts[c + 1]));
        }
      }
      close();
    }

    reach(axis) {
      const needed = 1.1 / max(Math.hypot(dot(axis, this.right), dot(axis, this.up)), 0.01);
      return needed <= 1.75 ? max(1.1, needed) : 1.15;
    }

    guides(pieces) {
      const axes = [[1, 0, 0], [0, 1, 0], [0, 0, 1]], line = this.thin;
      for (const [a, b] of [[0, 1], [0, 2], [1, 2]]) {
        const circle = range(0, 144).map((i) => {
          const t = i * Math.PI / 72;
          return [0, 1, 2].map((k) => Math.cos(t) * axes[a][k] + Math.sin(t) * axes[b][k]);
        });
        const front = ['', 0.85 * line, [], 'round', 'butt'];
        const behind = ['', 0.6 * line, [2.5 * line, 2.5 * line], 'round', 'butt'];
        this.line(circle, (depth) => (depth > 0 ? front : behind), this.muted, 1, null, null, pieces);
      }
      for (const axis of axes) {
        const far = this.reach(axis);
        this.line([axis.map((v) => -v), axis.map((v) => v * far)],
          ['', 0.75 * line, [], 'round', 'round'], this.muted, 1, null, null, pieces);
      }
    }

    draw(painter, isMoving) {
      const { pen, hidden } = painter, pieces = [], { center: [cx, cy], radius } = this;
      this.guides(pieces);
      for (const mark of this.marks) {
        if (mark.name && hidden.has(mark.name)) continue;
        const { places, color, alpha } = mark;
        if (mark.kind === 'line') {
          this.line(places, mark.stroke, color, alpha, mark.steps, mark.colors, pieces);
        } else if (mark.kind === 'points') {
          for (const place of places) {
            const depth = this.depth(place) + 0.06, layer = this.layer(depth);
            if (depth - depth !== 0) continue;
            pieces.push({ layer, depth, draw: () => painter.marker(mark.marker, ...this.point(place), 1,
              this.color(color, layer, alpha)) });
          }
        } else if (mark.kind === 'vector') this.vector(mark, pieces);
        else if (mark.kind === 'text') {
          const [place] = places, depth = this.depth(place), [x, y] = this.point(place);
          pieces.push({ layer: this.layer(depth), depth: depth + 0.1, draw: () => {
            const left = x >= cx ? x + mark.gap : x - mark.gap - mark.width;
            painter.items(mark.items, { sx: 1, sy: 1, tx: left, ty: y - mark.gap / 2 });
          } });
        } else if (mark.kind === 'surface') {
          pieces.push({ layer: this.layers / 2, depth: -1, draw: () => this.surface(painter, mark, isMoving) });
        }
      }
      pieces.sort((a, b) => a.layer - b.layer || a.depth - b.depth);
      const names = this.names.map((name) => this.name(name));
      const half = this.layers / 2;
      for (const piece of pieces) if (piece.layer < half) piece.draw(pen);
      for (const name of names) if (name.isBehind) name.draw(painter);
      pen.beginPath();
      pen.arc(cx, cy, radius, 0, 2 * Math.PI);
      if (this.veil) { pen.fillStyle = this.veil; pen.fill(); }
      setStroke(pen, [this.edge, this.thin, [], 'round', 'butt']);
      pen.stroke();
      for (const piece of pieces) if (piece.layer >= half) piece.draw(pen);
      for (const name of names) if (!name.isBehind) name.draw(painter);
    }

    name({ end, ink, items }) {
      const far = this.reach(end), tip = end.map((v) => v * far), [x, y] = this.point(tip);
      let dx = x - this.center[0], dy = y - this.center[1];
      const length = Math.hypot(dx, dy);
      [dx, dy] = length > 0.05 * this.radius ? [dx / length, dy / length] : [0.7, -0.7];
      const reach = abs(dx) * ink[0] / 2 + abs(dy) * ink[1] / 2 + 0.35 * this.labelSize;
      const isInside = length + reach < 1.02 * this.radius, depth = this.depth(tip);
      const view = { sx: 1, sy: 1, tx: x + dx * reach, ty: y + dy * reach };
      return { isBehind: isInside && depth < 0, draw: (painter) => {
        if (isInside && depth >= 0) {
          const pad = 0.12 * this.labelSize;
          painter.pen.fillStyle = `rgba(${this.ground.slice(0, 3)},.8)`;
          painter.pen.fillRect(view.tx - ink[0] / 2 - pad, view.ty - ink[1] / 2 - pad,
            ink[0] + 2 * pad, ink[1] + 2 * pad);
        }
        painter.items(items, view);
      } };
    }

    vector({ places: [tip], stroke, color, alpha }, pieces) {
      const [x0, y0] = this.point([0, 0, 0]), [x1, y1] = this.point(tip);
      const length = Math.hypot(x1 - x0, y1 - y0);
      if (!(length > 0.5)) return;
      const head = min(5 * stroke[1], 0.6 * length), [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
      this.line([[0, 0, 0], tip.map((v) => v * (1 - 0.8 * head / length))], stroke, color, alpha, null,
        null, pieces);
      const depth = this.depth(tip), layer = this.layer(depth);
      pieces.push({ layer, depth: depth + 0.03, draw: (pen) => {
        pen.beginPath();
        for (const [back, side] of [[0, 0], [head, 0.42 * head], [0.75 * head, 0], [head, -0.42 * head]]) {
          pen.lineTo(x1 - back * ux - side * uy, y1 - back * uy + side * ux);
        }
        pen.fillStyle = this.color(color, layer, alpha);
        pen.fill();
      } });
    }

    // The visible half of a function on the sphere, pixel by pixel.
    surface(painter, mark, isMoving) {
      const { right, up, towards, radius, center: [cx, cy] } = this, { rows, table, values } = mark;
      const columns = values.length / rows, size = min(isMoving ? 200 : 700, ceil(2 * radius * painter.scale));
      const canvas = (mark.canvas ??= document.createElement('canvas'));
      canvas.width = canvas.height = size;
      const pen = canvas.getContext('2d'), image = pen.createImageData(size, size);
      const [polar0, polar1] = mark.polar, [azimuth0, azimuth1] = mark.azimuth;
      const spacing = (azimuth1 - azimuth0) / (columns - 1), half = size / 2;
      const isRound = azimuth1 - azimuth0 + spacing > 2 * Math.PI - 1e-6;
      for (let row = 0; row < size; row++) {
        for (let column = 0; column < size; column++) {
          let x = (column + 0.5 - half) / half, y = (half - row - 0.5) / half;
          const distance = Math.hypot(x, y), coverage = min(1, (1 - distance) * half + 0.5);
          if (!(coverage > 0)) continue;
          if (distance > 0.9999) { x *= 0.9999 / distance; y *= 0.9999 / distance; }
          const z = Math.sqrt(1 - x * x - y * y);
          const p = [0, 1, 2].map((k) => x * right[k] + y * up[k] + z * towards[k]);
          const down = (Math.acos(min(max(p[2], -1), 1)) - polar0) / (polar1 - polar0) * (rows - 1);
          const r = min(max(floor(down), 0), rows - 2), fr = min(max(down - r, 0), 1);
          const turns = (Math.atan2(p[1], p[0]) - azimuth0) / (2 * Math.PI);
          const across = (turns - floor(turns)) * 2 * Math.PI / spacing;
          const c = floor(across), fc = across - c;
          if (!(c < columns - 1 || isRound)) continue;
          const l = min(c, columns - 1), n = c + 1 < columns ? c + 1 : 0;
          const on = (i) => values[i * columns + l] + fc * (values[i * columns + n] - values[i * columns + l]);
          const value = on(r) + fr * (on(r + 1) - on(r));
          if (!Number.isFinite(value)) continue;
          const entry = 4 * round(min(max((value - mark.low) / (mark.high - mark.low), 0), 1) * 255);
          const pixel = 4 * (row * size + column);
          for (let k = 0; k < 3; k++) image.data[pixel + k] = table[entry + k];
          image.data[pixel + 3] = round(coverage * mark.alpha * 255);
        }
      }
      pen.putImageData(image, 0, 0);
      painter.pen.imageSmoothingEnabled = true;
      painter.pen.drawImage(canvas, cx - radius, cy - radius, 2 * radius, 2 * radius);
    }

    // The point nearest to a place, in front where two are equally near.
    read(x, y, reach, hidden, panel) {
      let best = null, least = reach * reach;
      for (const mark of this.marks) {
        if (!mark.places || (mark.name && hidden.has(mark.name))) continue;
        mark.places.forEach((place, index) => {
          const [px, py] = this.point(place);
          const distance = (px - x) ** 2 + (py - y) ** 2 + (this.depth(place) < 0 ? 30 : 0);
          if (!(distance < least)) return;
          least = distance;
          best = { mark, index, panel, x: place[0], y: place[1], z: place[2],
            value: mark.values?.[index], px, py };
        });
      }
      return best;
    }
  }
  // ---- The element

  const STYLE = `
    :host { display: block; font: 13px/1.35 system-ui, sans-serif; }
    .figure { position: relative; display: inline-block; max-width: 100%; line-height: 0; }
    .figure:focus-visible { outline: 2px solid #4477aa; outline-offset: -2px; }
    canvas { display: block; max-width: 100%; height: auto; touch-action: pan-x pan-y; cursor: grab; }
    .figure:focus-within canvas { touch-action: none; }
    .box canvas { cursor: crosshair; }
    .moving canvas { cursor: grabbing; }
    .tip { position: absolute; pointer-events: none; padding: 3px 7px; border-radius: 4px; z-index: 2;
      background: rgba(24, 26, 32, .92); color: #fff; font-size: 12px; line-height: 1.4;
      white-space: pre; font-variant-numeric: tabular-nums; }
    .dot { position: absolute; width: 9px; height: 9px; margin: -6.5px; border-radius: 50%; z-index: 1;
      border: 2px solid #111; outline: 1px solid #fff; pointer-events: none; }
    .select { position: absolute; border: 1px solid #4477aa; background: rgba(68, 119, 170, .15);
      pointer-events: none; }
    .tools { display: flex; gap: 3px; padding: 2px; opacity: .55; transition: opacity .15s; }
    .figure:hover .tools, .figure:focus-within .tools { opacity: 1; }
    .tools button { width: 22px; height: 22px; padding: 2px; cursor: pointer; border-radius: 4px;
      border: 1px solid color-mix(in srgb, currentColor 35%, transparent); color: inherit;
      background: transparent; }
    .tools button[aria-pressed=true] { background: color-mix(in srgb, #4477aa 35%, transparent); }
    .tools svg { width: 16px; height: 16px; fill: none; stroke: currentColor; stroke-width: 1.5; }
    .entry { position: absolute; padding: 0; border: 0; background: transparent; cursor: pointer; }
    button:focus-visible { outline: 2px solid #4477aa; }
    .hint { position: absolute; left: 50%; bottom: 34px; transform: translateX(-50%); z-index: 2;
      padding: 3px 9px; border-radius: 4px; background: rgba(24, 26, 32, .88); color: #fff;
      line-height: 1.4; pointer-events: none; white-space: nowrap; }
    .said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    [hidden] { display: none; }`;
  const HELP = 'Drag to move, wheel or pinch to zoom, double click to reset. Keys: arrows move, plus '
    + 'and minus zoom, 0 resets, b selects a box by dragging, comma and full stop read the points, '
    + 'Page Up and Page Down change the series.';
  const ICONS = { box: 'M2 5V2h3M11 2h3v3M14 11v3h-3M5 14H2v-3M6 8h4M8 6v4',
    reset: 'M3 8a5 5 0 1 0 2-4M5 1v3.5h3.5' };

  const show = (value) => {
    if (!Number.isFinite(value)) return significant(value, 6);
    return String(Number(value.toPrecision(8))).replaceAll('-', MINUS);
  };

  function start(host) {
    const scene = JSON.parse(host.querySelector('script[type="application/json"]').textContent);
    const picture = host.querySelector('img');
    const root = host.attachShadow({ mode: 'open' });
    const make = (name, parent, properties = {}) => {
      const element = document.createElement(name);
      for (const [key, value] of Object.entries(properties)) {
        if (key in element) element[key] = value; else element.setAttribute(key, value);
      }
      parent.append(element);
      return element;
    };
    make('style', root, { textContent: STYLE });
    const [width, height] = scene.size;
    const box = make('div', root, { className: 'figure', tabIndex: 0, role: 'group' });
    box.setAttribute('aria-label', `${scene.title}, interactive`);
    box.setAttribute('aria-description', HELP);
    const canvas = make('canvas', box);
    canvas.style.width = width * 96 / 72 + 'px';
    canvas.style.aspectRatio = `${width} / ${height}`;
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', picture?.alt ?? scene.alt);
    const tip = make('div', box, { className: 'tip', hidden: true });
    const dot = make('div', box, { className: 'dot', hidden: true });
    const select = make('div', box, { className: 'select', hidden: true });
    const hint = make('div', box, { className: 'hint', hidden: true,
      textContent: 'Click the figure, then the wheel zooms' });
    const said = make('div', box, { className: 'said', role: 'status' });
    const tools = make('div', box, { className: 'tools' });

    let isMoving = false, request = 0, settle = 0, isBoxing = false, reading = null;
    const painter = new Painter(canvas, scene, () => schedule());
    const panels = scene.panels.map((panel) => new Panel(panel));
    const live = panels.filter((panel) => panel.frame);
    for (const panel of live) panel.siblings = live;
    let active = live[0];

    const draw = () => {
      request = 0;
      const density = canvas.clientWidth > 0 ? canvas.clientWidth / width : 96 / 72;
      const scale = density * max(1, devicePixelRatio);
      painter.scale = scale;
      canvas.width = round(width * scale);
      canvas.height = round(height * scale);
      painter.pen.setTransform(scale, 0, 0, scale, 0, 0);
      painter.pen.fillStyle = scene.ground || '#fff';
      painter.pen.fillRect(0, 0, width, height);
      for (const panel of panels) panel.draw(painter, isMoving);
    };
    const schedule = () => { request ||= requestAnimationFrame(draw); };
    const moved = () => {
      isMoving = true;
      clearTimeout(settle);
      settle = setTimeout(() => { isMoving = false; schedule(); }, 150);
      unread();
      schedule();
    };

    const place = (event) => {
      const bounds = canvas.getBoundingClientRect();
      const unit = bounds.width / width;
      return { x: (event.clientX - bounds.left) / unit, y: (event.clientY - bounds.top) / unit, unit };
    };
    // The panel at a place, or the one whose axis is there.
    const at = ({ x, y }) => live.find((panel) => panel.holds(x, y))
      ?? live.find((panel) => !panel.sphere && panel.holds(x, y, 45));

    const unread = () => {
      tip.hidden = dot.hidden = true;
      reading = null;
    };
    const read = (found, isSpoken) => {
      if (!found) { unread(); return; }
      reading = found;
      const { panel, mark } = found, unit = canvas.clientWidth / width;
      const name = (side, other) => (panel.sphere ? other : panel.axis(side)?.name || other);
      const lines = [`${name(mark.x, 'x')} = ${show(found.x)}`, `${name(mark.y, 'y')} = ${show(found.y)}`];
      if (panel.sphere) lines.push(`z = ${show(found.z)}`);
      if (found.value !== undefined) {
        lines.push(`${mark.cells?.name || 'value'} = ${show(found.value)}`);
      }
      if (mark.name) lines.unshift(mark.name);
      tip.textContent = lines.join('\n');
      Object.assign(tip.dataset, { x: found.x, y: found.y, value: found.value ?? '',
        series: mark.name ?? '' });
      tip.hidden = false;
      dot.hidden = mark.cells !== undefined;
      dot.style.left = found.px * unit + 'px';
      dot.style.top = found.py * unit + 'px';
      const left = found.px * unit + 12, up = found.py * unit - tip.offsetHeight - 10;
      const fits = left + tip.offsetWidth < canvas.clientWidth;
      tip.style.left = (fits ? left : max(0, found.px * unit - tip.offsetWidth - 12)) + 'px';
      tip.style.top = max(0, up) + 'px';
      if (isSpoken) said.textContent = lines.join(', ');
    };

    const reset = () => { for (const panel of live) panel.reset(); moved(); };
    const boxing = (isOn) => {
      isBoxing = isOn;
      box.classList.toggle('box', isOn);
      boxButton.setAttribute('aria-pressed', isOn);
    };
    const button = (name, title, action) => {
      const made = make('button', tools, { type: 'button', title });
      made.setAttribute('aria-label', title);
      const space = 'http://www.w3.org/2000/svg';
      const drawing = document.createElementNS(space, 'svg');
      drawing.setAttribute('viewBox', '0 0 16 16');
      const path = document.createElementNS(space, 'path');
      path.setAttribute('d', ICONS[name]);
      drawing.append(path);
      made.append(drawing);
      made.addEventListener('click', action);
      return made;
    };
    const boxButton = button('box', 'Zoom to a box (b, or drag with Shift)', () => boxing(!isBoxing));
    boxButton.setAttribute('aria-pressed', 'false');
    button('reset', 'Reset (0)', reset);
    if (live.every((panel) => panel.sphere)) boxButton.hidden = true;

    // Entries of legends are buttons over the drawing.
    const names = new Set(panels.flatMap((panel) => [...panel.marks, ...panel.sphere?.marks ?? []])
      .map((mark) => mark.name));
    const entries = (items) => {
      for (const item of items) {
        if (item[0] !== 'g') continue;
        const name = item[1] === 'legend-entry' ? entryName(item[4]) : '';
        if (!name || !item[5] || !names.has(name)) { entries(item[4]); continue; }
        const made = make('button', box, { type: 'button', className: 'entry', title: `Hide or show ${name}` });
        made.setAttribute('aria-label', `Show ${name}`);
        made.setAttribute('aria-pressed', 'true');
        made.dataset.series = name;
        ['left', 'top', 'width', 'height'].forEach((side, i) => {
          made.style[side] = item[5][i] / (i % 2 ? height : width) * 100 + '%';
        });
        made.addEventListener('click', () => {
          if (!painter.hidden.delete(name)) painter.hidden.add(name);
          const isShown = String(!painter.hidden.has(name));
          for (const other of root.querySelectorAll('.entry')) {
            if (other.dataset.series === name) other.setAttribute('aria-pressed', isShown);
          }
          unread();
          schedule();
        });
      }
    };
    for (const panel of panels) entries(panel.list.filter(([kind]) => kind === 's').map(([, item]) => item));

    // Pointers: one moves, turns or selects, two pinch.
    const pointers = new Map();
    let origin = null;
    canvas.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      const here = place(event), panel = at(here);
      if (event.pointerType === 'touch' && !box.matches(':focus-within') && pointers.size === 0) {
        box.focus({ preventScroll: true });
      }
      if (!panel) return;
      active = panel;
      pointers.set(event.pointerId, here);
      canvas.setPointerCapture(event.pointerId);
      origin = (isBoxing || event.shiftKey) && !panel.sphere ? here : null;
      box.classList.add('moving');
      box.focus({ preventScroll: true });
      unread();
    });
    canvas.addEventListener('pointermove', (event) => {
      const here = place(event), before = pointers.get(event.pointerId);
      hint.hidden = true;
      if (!before) {
        const panel = live.find((one) => one.holds(here.x, here.y));
        read(panel?.read(here.x, here.y, 22 / here.unit, painter.hidden));
        return;
      }
      if (pointers.size === 2) {
        const [other] = [...pointers].filter(([id]) => id !== event.pointerId).map(([, p]) => p);
        const span = (p) => Math.hypot(p.x - other.x, p.y - other.y) || 1;
        const factor = span(here) / span(before);
        const middle = { x: (here.x + other.x) / 2, y: (here.y + other.y) / 2 };
        if (!active.sphere) {
          active.pan((here.x - before.x) / 2, (here.y - before.y) / 2);
          active.zoom(factor, factor, middle.x, middle.y);
        }
        moved();
      } else if (origin) {
        const [l, t] = [min(origin.x, here.x), min(origin.y, here.y)];
        Object.assign(select.style, { left: l * here.unit + 'px', top: t * here.unit + 'px',
          width: abs(origin.x - here.x) * here.unit + 'px',
          height: abs(origin.y - here.y) * here.unit + 'px' });
        select.hidden = false;
      } else if (active.sphere) {
        active.sphere.turn(here.x - before.x, here.y - before.y);
        moved();
      } else if (here.x !== before.x || here.y !== before.y) {
        active.pan(here.x - before.x, here.y - before.y);
        moved();
      }
      pointers.set(event.pointerId, here);
    });
    const release = (event) => {
      if (!pointers.delete(event.pointerId)) return;
      box.classList.remove('moving');
      const here = place(event);
      if (origin && event.type === 'pointerup') {
        if (abs(here.x - origin.x) > 4 && abs(here.y - origin.y) > 4) {
          active.box(origin.x, origin.y, here.x, here.y);
          boxing(false);
        }
        moved();
      }
      select.hidden = true;
      origin = null;
    };
    canvas.addEventListener('pointerup', release);
    canvas.addEventListener('pointercancel', release);
    canvas.addEventListener('pointerleave', () => { if (pointers.size === 0) { unread(); hint.hidden = true; } });
    canvas.addEventListener('dblclick', (event) => { (at(place(event)) ?? active)?.reset(); moved(); });

    // The wheel belongs to the page until the figure was clicked.
    canvas.addEventListener('wheel', (event) => {
      const here = place(event), panel = at(here);
      if (!panel || panel.sphere) return;
      if (!event.ctrlKey && !event.metaKey && !box.matches(':focus-within')) {
        hint.hidden = false;
        return;
      }
      event.preventDefault();
      active = panel;
      const pixels = event.deltaY * (event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 400 : 1);
      const factor = Math.exp(-min(max(pixels, -400), 400) * (event.ctrlKey ? 0.01 : 0.002));
      const [left, top, wide, high] = panel.frame;
      // Over the numbers of an axis only that axis is zoomed.
      const isBeside = here.x < left || here.x > left + wide;
      const isBelow = here.y < top || here.y > top + high;
      panel.zoom(isBeside ? 1 : factor, isBelow ? 1 : factor, here.x, here.y);
      moved();
    }, { passive: false });

    const step = (count, series = 0) => {
      const marks = active?.marks?.filter((mark) => mark.X && !painter.hidden.has(mark.name)) ?? [];
      if (!marks.length) return;
      let mark = reading?.mark?.X ? reading.mark : marks[0];
      let index = reading?.mark?.X ? reading.index + count : 0;
      if (series) mark = marks.at((marks.indexOf(mark) + series) % marks.length);
      index = (index + mark.count) % mark.count;
      // Gaps have no values to be read.
      for (let i = 0; i < mark.count && !Number.isFinite(mark.X[index] + mark.Y[index]); i++) {
        index = (index + (count < 0 ? mark.count - 1 : 1)) % mark.count;
      }
      read(active.reading(mark, index), true);
    };
    box.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !active) return;
      const [left, top, wide, high] = active.frame;
      const [x, y] = [left + wide / 2, top + high / 2];
      const go = (dx, dy) => () => {
        if (active.sphere) active.sphere.turn(dx * -30, dy * -30); else active.pan(dx * wide / 10, dy * high / 10);
        moved();
      };
      const zoom = (factor) => () => { if (!active.sphere) active.zoom(factor, factor, x, y); moved(); };
      const actions = {
        ArrowLeft: go(1, 0), ArrowRight: go(-1, 0), ArrowUp: go(0, 1), ArrowDown: go(0, -1),
        '+': zoom(1.25), '=': zoom(1.25), '-': zoom(0.8), 0: reset, Home: reset,
        Escape: () => { boxing(false); reset(); }, b: () => boxing(!isBoxing),
        '.': () => step(1), ',': () => step(-1),
        PageDown: () => step(0, 1), PageUp: () => step(0, -1),
      };
      // Keys for the figure do not reach the notebook.
      if (event.key !== 'Tab') event.stopPropagation();
      if (!(event.key in actions)) return;
      event.preventDefault();
      actions[event.key]();
    });

    new ResizeObserver(schedule).observe(canvas);
    draw();
    // What tests and the curious may look at.
    host.isochronFigure = {
      panels: live, painter,
      labels: (side, index = 0) => live[index].axis(side)
        .ticks(live[index].view, painter, live[index].look),
      words,
    };
  }

  for (const host of document.querySelectorAll('.isochron-figure:not([data-live])')) {
    host.dataset.live = '';
    try {
      start(host);
    } catch (problem) {
      // The picture stays.
      if (host.shadowRoot) host.shadowRoot.replaceChildren(document.createElement('slot'));
      throw problem;
    }
  }
})();

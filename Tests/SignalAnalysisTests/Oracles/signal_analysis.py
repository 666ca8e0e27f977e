"""Numbers of SciPy for SpectraTests and CurveFitTests.

Run: python signal_analysis.py > signal_analysis.txt  (scipy, numpy).
"""

import numpy as np
from scipy import optimize, signal, special, stats

t = np.arange(200) * 0.1
x = np.sin(2 * np.pi * 1.3 * t) + 0.5 * np.cos(2 * np.pi * 2.1 * t + 0.4) + 0.02 * t


def show(name, values):
    print(name, " ".join(f"{value:.16g}" for value in np.ravel(values)))


for window in ["boxcar", "hann", "hamming", "blackman", "blackmanharris", "flattop", ("kaiser", 8.0)]:
    name = window if isinstance(window, str) else window[0]
    show(f"window {name} 8", signal.get_window(window, 8))
for detrend in ["constant", "linear"]:
    f, p = signal.welch(x, fs=10, window="hann", nperseg=64, noverlap=32, detrend=detrend)
    show(f"welch {detrend} density", p[:12])
f, p = signal.welch(x, fs=10, window="blackmanharris", nperseg=50, noverlap=25, scaling="spectrum")
show("welch power blackmanharris 50", p[:12])
z = np.exp(2j * np.pi * -0.7 * t) + 0.3 * np.exp(2j * np.pi * 1.9 * t)
f, p = signal.welch(z, fs=10, window="hann", nperseg=64, noverlap=32, return_onesided=False, detrend="constant")
order = np.argsort(f)
show("welch complex frequencies", f[order][28:36])
show("welch complex density", p[order][24:32])

u = np.linspace(0.5, 8, 16)
noise = np.array([0.02, -0.05, 0.03, 0.01, -0.04, 0.06, -0.02, 0.03, -0.01, 0.02, 0.05, -0.03, -0.02, 0.04, -0.06, 0.01])
y = 2.3 * np.exp(-0.7 * u) + 0.4 + noise
sigma = np.full(16, 0.04)
p, c = optimize.curve_fit(lambda x, a, g, o: a * np.exp(-g * x) + o, u, y, p0=[2, 0.5, 0.3], sigma=sigma, absolute_sigma=True)
r = (y - (p[0] * np.exp(-p[1] * u) + p[2])) / sigma
show("exponential parameters", p)
show("exponential errors", np.sqrt(np.diag(c)))
show("exponential chi squared and probability", [r @ r, stats.chi2.sf(r @ r, 13)])
p, c = optimize.curve_fit(lambda x, a, g, o: a * np.exp(-g * x) + o, u, y, p0=[2, 0.5, 0.3])
show("exponential errors from scatter", np.sqrt(np.diag(c)))
y = 3 * u**-1.7 * np.exp(noise)
line = stats.linregress(np.log(u), np.log(y))
show("power law exponent, error, amplitude", [line.slope, line.stderr, np.exp(line.intercept)])
show("power law r squared", [line.rvalue**2])
show("chi squared survival", [stats.chi2.sf(3.2, 5), stats.chi2.sf(40, 12), stats.chi2.sf(0.1, 0.7), stats.chi2.sf(200, 180)])
show("chi squared quantile", [stats.chi2.ppf(0.025, 8.4), stats.chi2.ppf(0.975, 8.4)])

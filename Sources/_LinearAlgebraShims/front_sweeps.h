// The factors of fronts in real or in complex arithmetic: COMPONENTS, NAME, add_panel (y += A w for four columns) and
// dot_panel (r += Aᵀ x) are set by who includes this.

#define AT_PLACE(pointer, place) ((pointer) + COMPONENTS * (int64_t)(place))

// How many numbers of a column are one lane of eight doubles.
enum { NAME(rows) = LANES / COMPONENTS };

INLINE int64_t NAME(rounded)(int64_t count) {
  return (count + NAME(rows) - 1) / NAME(rows) * NAME(rows);
}

// Where the rows of a panel of L₁₁⁻¹ begin, and where those of U₁₁⁻¹ end.
INLINE int64_t NAME(first_row)(int64_t column) { return column / NAME(rows) * NAME(rows); }

INLINE int64_t NAME(last_row)(int64_t column, int64_t pivots) {
  return NAME(rounded)(column + COLUMNS < pivots ? column + COLUMNS : pivots);
}

INLINE int64_t NAME(panels)(int64_t columns) { return (columns + COLUMNS - 1) / COLUMNS; }

int64_t NAME(lower_count)(int64_t p, int64_t b) {
  int64_t rows = NAME(panels)(p) * NAME(rounded)(b);
  for (int64_t j = 0; j < p; j += COLUMNS) rows += NAME(rounded)(p) - NAME(first_row)(j);
  return COLUMNS * rows;
}

int64_t NAME(upper_count)(int64_t p, int64_t b) {
  int64_t rows = NAME(panels)(b) * NAME(rounded)(p);
  for (int64_t j = 0; j < p; j += COLUMNS) rows += NAME(last_row)(j, p);
  return COLUMNS * rows;
}

// Copies four columns: of column j the rows from low[j] up to high[j], where first ≤ low and high ≤ last.
static double *NAME(store_panel)(
    const double *source, int64_t stride, int64_t columns, int64_t first, int64_t last,
    const int64_t *low, const int64_t *high, double *target) {
  for (int64_t row = first; row < last; row += NAME(rows)) {
    for (int64_t c = 0; c < COLUMNS; c++, target += LANES) {
      const double *column = AT_PLACE(source, row + stride * c);
      if (c < columns && row >= low[c] && row + NAME(rows) <= high[c]) {
        memcpy(target, column, LANES * sizeof(double));
        continue;
      }
      for (int64_t k = 0; k < LANES; k++) {
        const int64_t place = row + k / COMPONENTS;
        target[k] = c < columns && place >= low[c] && place < high[c] ? column[k] : 0;
      }
    }
  }
  return target;
}

void NAME(store)(
    int64_t p, int64_t b, const double *left, const double *above, double *lower, double *upper) {
  const int64_t stride = p + b;
  int64_t low[COLUMNS], high[COLUMNS];
  for (int64_t panel = NAME(panels)(p) - 1; panel >= 0; panel--) {
    const int64_t j = COLUMNS * panel;
    for (int64_t c = 0; c < COLUMNS; c++) {
      low[c] = j + c + 1;
      high[c] = p;
    }
    lower = NAME(store_panel)(
        AT_PLACE(left, stride * j), stride, p - j, NAME(first_row)(j), NAME(rounded)(p), low, high,
        lower);
  }
  for (int64_t j = 0; j < p; j += COLUMNS) {
    for (int64_t c = 0; c < COLUMNS; c++) {
      low[c] = 0;
      high[c] = b;
    }
    lower = NAME(store_panel)(
        AT_PLACE(left, p + stride * j), stride, p - j, 0, NAME(rounded)(b), low, high, lower);
  }
  for (int64_t k = 0; k < b; k += COLUMNS) {
    for (int64_t c = 0; c < COLUMNS; c++) {
      low[c] = 0;
      high[c] = p;
    }
    upper = NAME(store_panel)(
        AT_PLACE(above, p * k), p, b - k, 0, NAME(rounded)(p), low, high, upper);
  }
  for (int64_t j = 0; j < p; j += COLUMNS) {
    for (int64_t c = 0; c < COLUMNS; c++) {
      low[c] = 0;
      high[c] = j + c + 1;
    }
    upper = NAME(store_panel)(
        AT_PLACE(left, stride * j), stride, p - j, 0, NAME(last_row)(j, p), low, high, upper);
  }
}

INLINE void NAME(exchange)(double *a, double *b) {
  for (int c = 0; c < COMPONENTS; c++) {
    double kept = a[c];
    a[c] = b[c];
    b[c] = kept;
  }
}

INLINE void NAME(gather)(int64_t count, const int32_t *places, const double *x, double *result) {
  for (int64_t k = 0; k < count; k++) {
    for (int c = 0; c < COMPONENTS; c++) {
      result[COMPONENTS * k + c] = AT_PLACE(x, places[k])[c];
    }
  }
}

INLINE void NAME(clear)(int64_t first, int64_t last, double *x) {
  for (int64_t k = COMPONENTS * first; k < COMPONENTS * last; k++) x[k] = 0;
}

// Up the tree: own ← L₁₁⁻¹ P own and border −= L₂₁ own, or own ← U₁₁⁻ᵀ own and border −= U₁₂ᵀ own.
INLINE void NAME(forward)(
    const isochron_fronts *f, int64_t front, double *x, double *own, double *rest,
    int transposed) {
  const int64_t start = f->pivot_offsets[front], p = f->pivot_offsets[front + 1] - start;
  const int64_t first = f->border_offsets[front], b = f->border_offsets[front + 1] - first;
  const int64_t height = NAME(rounded)(p), width = NAME(rounded)(b);
  const int32_t *border = f->border + first;
  for (int64_t k = 0; k < COMPONENTS * p; k++) own[k] = AT_PLACE(x, start)[k];
  NAME(clear)(p, height + COLUMNS, own);
  NAME(clear)(0, width + COLUMNS, rest);
  double four[COMPONENTS * COLUMNS];
  if (transposed) {
    const double *upper = AT_PLACE(f->upper, f->upper_offsets[front]);
    const double *panel = AT_PLACE(upper, NAME(upper_count)(p, b));
    // The last columns first: those before them want the numbers as they came.
    for (int64_t j = COLUMNS * (NAME(panels)(p) - 1); j >= 0; j -= COLUMNS) {
      const int64_t last = NAME(last_row)(j, p);
      panel -= COMPONENTS * COLUMNS * last;
      NAME(clear)(0, COLUMNS, four);
      NAME(dot_panel)(last / NAME(rows), panel, own, four);
      for (int64_t k = 0; k < COMPONENTS * COLUMNS; k++) AT_PLACE(own, j)[k] = four[k];
    }
    for (int64_t k = 0; k < b; k += COLUMNS) {
      NAME(dot_panel)(height / NAME(rows), upper, own, AT_PLACE(rest, k));
      upper += COMPONENTS * COLUMNS * height;
    }
  } else {
    const double *lower = AT_PLACE(f->lower, f->lower_offsets[front]);
    for (int64_t k = 0; k < p; k++) {
      const int64_t other = f->exchanges[start + k] - 1;
      if (other != k) NAME(exchange)(AT_PLACE(own, k), AT_PLACE(own, other));
    }
    for (int64_t j = COLUMNS * (NAME(panels)(p) - 1); j >= 0; j -= COLUMNS) {
      const int64_t row = NAME(first_row)(j);
      for (int64_t k = 0; k < COMPONENTS * COLUMNS; k++) four[k] = AT_PLACE(own, j)[k];
      NAME(add_panel)((height - row) / NAME(rows), lower, four, 1, AT_PLACE(own, row));
      lower += COMPONENTS * COLUMNS * (height - row);
    }
    for (int64_t j = 0; j < p; j += COLUMNS) {
      NAME(add_panel)(width / NAME(rows), lower, AT_PLACE(own, j), 1, rest);
      lower += COMPONENTS * COLUMNS * width;
    }
  }
  for (int64_t k = 0; k < COMPONENTS * p; k++) AT_PLACE(x, start)[k] = own[k];
  for (int64_t k = 0; k < b; k++) {
    for (int c = 0; c < COMPONENTS; c++) AT_PLACE(x, border[k])[c] -= AT_PLACE(rest, k)[c];
  }
}

// Down the tree: own ← U₁₁⁻¹ (own − U₁₂ border), or own ← Pᵀ L₁₁⁻ᵀ (own − L₂₁ᵀ border).
INLINE void NAME(backward)(
    const isochron_fronts *f, int64_t front, double *x, double *own, double *rest,
    int transposed) {
  const int64_t start = f->pivot_offsets[front], p = f->pivot_offsets[front + 1] - start;
  const int64_t first = f->border_offsets[front], b = f->border_offsets[front + 1] - first;
  const int64_t height = NAME(rounded)(p), width = NAME(rounded)(b);
  for (int64_t k = 0; k < COMPONENTS * p; k++) own[k] = AT_PLACE(x, start)[k];
  NAME(clear)(p, height + COLUMNS, own);
  NAME(gather)(b, f->border + first, x, rest);
  NAME(clear)(b, width + COLUMNS, rest);
  double four[COMPONENTS * COLUMNS];
  if (transposed) {
    const double *lower = AT_PLACE(f->lower, f->lower_offsets[front]);
    const double *triangle =
        AT_PLACE(lower, NAME(lower_count)(p, b) - COLUMNS * NAME(panels)(p) * width);
    const double *panel = triangle;
    for (int64_t j = 0; j < p; j += COLUMNS) {
      NAME(clear)(0, COLUMNS, four);
      NAME(dot_panel)(width / NAME(rows), panel, rest, four);
      for (int64_t k = 0; k < COMPONENTS * COLUMNS; k++) AT_PLACE(own, j)[k] -= four[k];
      panel += COMPONENTS * COLUMNS * width;
    }
    for (int64_t j = 0; j < p; j += COLUMNS) {
      const int64_t row = NAME(first_row)(j);
      triangle -= COMPONENTS * COLUMNS * (height - row);
      NAME(clear)(0, COLUMNS, four);
      NAME(dot_panel)((height - row) / NAME(rows), triangle, AT_PLACE(own, row), four);
      for (int64_t k = 0; k < COMPONENTS * COLUMNS; k++) AT_PLACE(own, j)[k] += four[k];
    }
    for (int64_t k = p - 1; k >= 0; k--) {
      const int64_t other = f->exchanges[start + k] - 1;
      if (other != k) NAME(exchange)(AT_PLACE(own, k), AT_PLACE(own, other));
    }
  } else {
    const double *upper = AT_PLACE(f->upper, f->upper_offsets[front]);
    for (int64_t k = 0; k < b; k += COLUMNS) {
      NAME(add_panel)(height / NAME(rows), upper, AT_PLACE(rest, k), -1, own);
      upper += COMPONENTS * COLUMNS * height;
    }
    for (int64_t j = 0; j < p; j += COLUMNS) {
      const int64_t last = NAME(last_row)(j, p);
      for (int64_t k = 0; k < COMPONENTS * COLUMNS; k++) four[k] = AT_PLACE(own, j)[k];
      NAME(clear)(j, j + COLUMNS, own);
      NAME(add_panel)(last / NAME(rows), upper, four, 1, own);
      upper += COMPONENTS * COLUMNS * last;
    }
  }
  for (int64_t k = 0; k < COMPONENTS * p; k++) AT_PLACE(x, start)[k] = own[k];
}

EVERY_PROCESSOR
void NAME(solve)(
    const isochron_fronts *f, double *numbers, double *x, double *own, double *rest,
    int32_t transposed) {
  NAME(gather)(f->size, f->order, numbers, x);
  if (transposed) {
    for (int64_t k = 0; k < f->count; k++) NAME(forward)(f, k, x, own, rest, 1);
    for (int64_t k = f->count - 1; k >= 0; k--) NAME(backward)(f, k, x, own, rest, 1);
  } else {
    for (int64_t k = 0; k < f->count; k++) NAME(forward)(f, k, x, own, rest, 0);
    for (int64_t k = f->count - 1; k >= 0; k--) NAME(backward)(f, k, x, own, rest, 0);
  }
  for (int64_t k = 0; k < f->size; k++) {
    for (int c = 0; c < COMPONENTS; c++) {
      AT_PLACE(numbers, f->order[k])[c] = AT_PLACE(x, k)[c];
    }
  }
}

#undef AT_PLACE

/* One call of on_bar, and what a bar answers when a key is not in its table. */

static Table *new_bar(lua_State *L, MtHost *host, int64_t i) {
  Table *bar = template_clone(L, &host->bar);
  fill_bar(host, bar, i);
  return bar;
}

/* Serial numbers of the host's tables lie apart from the script's, so that cloning or reusing them
** leaves the numbers, and so the order of pairs(), of the script's own objects alone. */
static void number_host_table(Table *table, int64_t i, unsigned int which) {
  table->serial = 0x80000000u | ((unsigned int)i * 4 + which);
}

static int no_such_column(lua_State *L, MtHost *host, const char *name, size_t length, int *index) {
  const double *column;
  char message[MT_MESSAGE];
  size_t message_length = 0;
  if (host->columns == MT_MAX_COLUMNS) mt_exit(L, MT_COLUMN_LIMIT);
  mt_spend(L, 200 + length / 4); /* Rust reads the name; an unknown one it compares to others */
  int answer = mt_host_column(host->owner, name, length, &column, message, &message_length);
  if (answer == 2) mt_exit(L, MT_COLUMN_LIMIT);
  if (answer != 0) {
    lua_pushlstring(L, message, message_length);
    return 1;
  }
  mt_spend(L, host->bars.count / 32);
  host->column[host->columns++] = column;
  *index = host->columns;
  return 0;
}

/* bar[name] for a name that is not in the table: a column made on first use, or an error that helps. */
static int index_by_name(lua_State *L, MtHost *host, const Table *bar) {
  TString *name = tsvalue(s2v(L->ci->func.p + 2));
  if (!isabstkey(luaH_getstr(host->bar.table, name)))
    return 0; /* the script set this one to nil */
  if (strcmp(getstr(name), "volume") == 0) return 0; /* the file has none */
  int index = 0;
  const TValue *known = luaH_getstr(host->column_of, name);
  if (ttisinteger(known)) {
    index = (int)ivalue(known);
  } else {
    if (no_such_column(L, host, getstr(name), tsslen(name), &index)) {
      luaL_where(L, 1);
      lua_insert(L, -2);
      lua_concat(L, 2);
      return lua_error(L);
    }
    TValue value;
    setivalue(&value, index);
    luaH_set(L, host->column_of, s2v(L->ci->func.p + 2), &value);
    luaC_barrierback(L, obj2gco(host->column_of), s2v(L->ci->func.p + 2));
  }
  lua_pushnumber(L, host->column[index - 1][bar->bar - 1]);
  return 1;
}

/* __index of every bar. */
static int bar_index(lua_State *L) {
  MtHost *host = host_of(L);
  const Table *bar = hvalue(s2v(L->ci->func.p + 1));
  if (lua_type(L, 2) == LUA_TSTRING) return index_by_name(L, host, bar);
  int is_integer;
  lua_Integer back = lua_type(L, 2) == LUA_TNUMBER ? lua_tointegerx(L, 2, &is_integer) : 0;
  if (back < 1 || back >= (lua_Integer)bar->bar) return 0;
  luaC_checkGC(L);
  Table *earlier = new_bar(L, host, (int64_t)bar->bar - 1 - back);
  earlier->serial = ++G(L)->serial;
  sethvalue2s(L, L->top.p, earlier);
  api_incr_top(L);
  return 1;
}

static int answer_of(MtHost *host, const TValue *value) {
  static const char *const names[5] = {"buy", "sell", "hold", "revert", "flip"};
  if (!ttisstring(value)) return MT_BAD_RETURN;
  TString *text = tsvalue(value);
  for (int i = 0; i < 5; i++)
    if (text == host->action[i]) return i < 4 ? i : MT_REVERT;
  for (int i = 0; i < 5; i++) { /* any case */
    const char *name = names[i];
    size_t length = strlen(name), k = 0;
    if (tsslen(text) != length) continue;
    while (k < length && (getstr(text)[k] | 0x20) == name[k]) k++;
    if (k == length) return i < 4 ? i : MT_REVERT;
  }
  return MT_BAD_RETURN;
}

typedef struct BarCall {
  MtHost *host;
  const MtSeen *seen;
  int answer;
} BarCall;

/* The same two tables for every bar: only what on_bar reads is written. */
static void refill_tables(lua_State *L, MtHost *host, const MtSeen *seen) {
  Table *ctx = host->shared_ctx;
  Table *params = NULL;
  if (host->reads_ctx & (1u << CTX_PARAMS)) { /* what a script changes there must not show at the next bar */
    params = template_clone(L, &host->params);
    number_host_table(params, seen->step, 2);
    if (isblack(ctx) && iswhite(params)) luaC_barrierback_(L, obj2gco(ctx));
  }
  fill_ctx(host, ctx, seen, params, host->reads_ctx);
  Table *bar = host->shared_bar;
  bar->bar = (unsigned int)seen->step + 1;
  if (host->reads_ts) fill_ts(host, bar->node, seen->step);
  fill_numbers(bar->node, host->read_fill, host->read_fills, seen->step);
}

static Table *new_ctx(lua_State *L, MtHost *host, const MtSeen *seen) {
  Table *ctx = template_clone(L, &host->ctx);
  number_host_table(ctx, seen->step, 0);
  sethvalue2s(L, L->top.p, ctx);
  L->top.p++;
  Table *params = template_clone(L, &host->params);
  number_host_table(params, seen->step, 2);
  L->top.p--;
  fill_ctx(host, ctx, seen, params, (1u << CTX_KEYS) - 1);
  return ctx;
}

static void call_on_bar(lua_State *L, void *ud) {
  BarCall *call = ud;
  MtHost *host = call->host;
  const MtSeen *seen = call->seen;
  int64_t fuel = mt_fuel; /* making the tables is ours to pay, else clone and reuse would differ */
  setobj2s(L, L->top.p, &host->on_bar);
  L->top.p++;
  luaC_checkGC(L);
  StkId func = L->top.p - 1; /* only now: the collector may have moved the stack */
  Table *ctx = host->shared_ctx;
  Table *bar = host->shared_bar;
  if (host->reuse) {
    refill_tables(L, host, seen);
  } else {
    ctx = new_ctx(L, host, seen);
    sethvalue2s(L, func + 1, ctx);
    L->top.p = func + 2;
    bar = new_bar(L, host, seen->step);
    number_host_table(bar, seen->step, 1);
  }
  sethvalue2s(L, func + 1, ctx);
  sethvalue2s(L, func + 2, bar);
  L->top.p = func + 3;
  mt_fuel = fuel;
  luaD_callnoyield(L, func, 1);
  func = L->top.p - 1;
  call->answer = answer_of(host, s2v(func));
  if (call->answer != MT_BAD_RETURN) L->top.p = func; /* else it stays for the message */
}

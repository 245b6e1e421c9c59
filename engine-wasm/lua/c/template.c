/*
** Fresh tables at the price of a copy: the keys of a bar are the same for the whole run, so a new bar
** is its template's nodes copied and the values written in place; no key is hashed.
*/

static void template_from_top(lua_State *L, MtTemplate *template) {
  Table *table = hvalue(s2v(L->top.p - 1));
  luaL_ref(L, LUA_REGISTRYINDEX);
  template->table = table;
  template->size = isdummy(table) ? 0 : sizenode(table);
  template->last_free = isdummy(table) ? 0 : table->lastfree - table->node;
}

static unsigned int node_of(const MtTemplate *template, const TValue *value) {
  return (unsigned int)((const Node *)value - template->table->node);
}

/* Returns a white table equal to the template; the caller anchors it before the next allocation. */
static Table *template_clone(lua_State *L, const MtTemplate *template) {
  const Table *from = template->table;
  unsigned int serial = G(L)->serial;
  Table *table = luaH_new(L);
  G(L)->serial = serial; /* host tables are not numbered with the script's own: see mt_mark_host */
  table->metatable = from->metatable;
  table->flags = from->flags;
  if (template->size > 0) {
    /* On the stack first: the collector may run when the nodes are allocated. */
    sethvalue2s(L, L->top.p, table);
    L->top.p++;
    Node *nodes = luaM_newvector(L, template->size, Node);
    L->top.p--;
    memcpy(nodes, from->node, template->size * sizeof(Node));
    table->node = nodes;
    table->lsizenode = from->lsizenode;
    table->lastfree = nodes + template->last_free;
  }
  return table;
}

static const char *const ctx_names[CTX_KEYS] = {
  "step", "position", "cash", "equity", "unrealized_pnl", "realized_pnl",
  "session_open", "minutes_to_close", "params",
};
enum { CTX_STEP, CTX_POSITION, CTX_CASH, CTX_EQUITY, CTX_UNREALIZED, CTX_REALIZED, CTX_SESSION,
       CTX_MINUTES, CTX_PARAMS };

static void make_ctx_template(lua_State *L, MtHost *host) {
  lua_createtable(L, 0, CTX_KEYS);
  for (int i = 0; i < CTX_KEYS; i++) {
    lua_pushboolean(L, 1);
    lua_setfield(L, -2, ctx_names[i]);
  }
  template_from_top(L, &host->ctx);
  for (int i = 0; i < CTX_KEYS; i++) {
    TString *key = luaS_new(L, ctx_names[i]);
    host->ctx_key[i] = key; /* a key of the template, so it lives */
    host->ctx_node[i] = node_of(&host->ctx, luaH_getshortstr(host->ctx.table, key));
  }
}

/* The collector marks the key of an empty node dead: the whole node comes back with a number. */
static void fill_minutes(const MtHost *host, Node *node, const MtSeen *seen) {
  const Node *whole = &host->ctx.table->node[host->ctx_node[CTX_MINUTES]];
  node->u.key_tt = whole->u.key_tt;
  node->u.key_val = whole->u.key_val;
  if (seen->has_minutes) {
    setfltvalue(gval(node), seen->minutes_to_close);
  } else {
    setempty(gval(node));
  }
}

/* Writes the values whose bit is set in `wanted`; params is given when its bit is. */
static inline void fill_ctx(const MtHost *host, Table *ctx, const MtSeen *seen, Table *params,
                            unsigned int wanted) {
  Node *nodes = ctx->node;
  const unsigned int *at = host->ctx_node;
#define WANTS(key) (wanted & (1u << (key)))
  if (WANTS(CTX_STEP)) setivalue(gval(&nodes[at[CTX_STEP]]), seen->step);
  if (WANTS(CTX_POSITION)) setivalue(gval(&nodes[at[CTX_POSITION]]), seen->position);
  if (WANTS(CTX_CASH)) setfltvalue(gval(&nodes[at[CTX_CASH]]), seen->cash);
  if (WANTS(CTX_EQUITY)) setfltvalue(gval(&nodes[at[CTX_EQUITY]]), seen->equity);
  if (WANTS(CTX_UNREALIZED)) setfltvalue(gval(&nodes[at[CTX_UNREALIZED]]), seen->unrealized_pnl);
  if (WANTS(CTX_REALIZED)) setfltvalue(gval(&nodes[at[CTX_REALIZED]]), seen->realized_pnl);
  if (WANTS(CTX_SESSION))
    settt_(gval(&nodes[at[CTX_SESSION]]), seen->session_open ? LUA_VTRUE : LUA_VFALSE);
  if (WANTS(CTX_MINUTES)) fill_minutes(host, &nodes[at[CTX_MINUTES]], seen);
  if (WANTS(CTX_PARAMS)) {
    TValue *slot = gval(&nodes[at[CTX_PARAMS]]);
    settt_(slot, ctb(LUA_VTABLE));
    val_(slot).gc = obj2gco(params);
  }
#undef WANTS
}

static void add_fill(lua_State *L, MtHost *host, const char *key, const double *column) {
  if (column == NULL) return;
  TString *name = luaS_new(L, key);
  const TValue *value = luaH_getstr(host->bar.table, name);
  host->fill[host->fills].column = column;
  host->fill[host->fills].node = node_of(&host->bar, value);
  host->fills++;
}

static const char *const price_keys[5] = {"open", "high", "low", "close", "volume"};

/* names: the named columns' names, '\0'-free, in the order of host->column. */
static void make_bar_template(lua_State *L, MtHost *host, const char *const *names) {
  lua_createtable(L, 0, 6 + host->named_columns);
  lua_pushinteger(L, 0);
  lua_setfield(L, -2, "ts");
  for (int i = 0; i < 5; i++) {
    if (host->bars.ohlcv[i] == NULL) continue;
    lua_pushnumber(L, 0);
    lua_setfield(L, -2, price_keys[i]);
  }
  for (int i = 0; i < host->named_columns; i++) {
    lua_pushnumber(L, 0);
    lua_setfield(L, -2, names[i]);
  }
  template_from_top(L, &host->bar);
  host->bar.table->metatable = host->bar_metatable;
  TString *ts = luaS_new(L, "ts");
  host->ts_node = node_of(&host->bar, luaH_getshortstr(host->bar.table, ts));
  for (int i = 0; i < 5; i++) add_fill(L, host, price_keys[i], host->bars.ohlcv[i]);
  for (int i = 0; i < host->named_columns; i++) add_fill(L, host, names[i], host->column[i]);
}

static inline void fill_ts(const MtHost *host, Node *nodes, int64_t i) {
  const MtBars *bars = &host->bars;
  setivalue(gval(&nodes[host->ts_node]), bars->ts ? bars->ts[i] : bars->numbered ? i : 0);
}

static inline void fill_numbers(Node *nodes, const MtFill *fill, int count, int64_t i) {
  for (const MtFill *end = fill + count; fill < end; fill++)
    setfltvalue(gval(&nodes[fill->node]), fill->column[i]);
}

static inline void fill_bar(const MtHost *host, Table *bar, int64_t i) {
  bar->bar = (unsigned int)i + 1;
  fill_ts(host, bar->node, i);
  fill_numbers(bar->node, host->fill, host->fills, i);
}

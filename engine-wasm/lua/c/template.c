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

static const char *const ctx_keys[9] = {
  "step", "position", "cash", "equity", "unrealized_pnl", "realized_pnl",
  "session_open", "minutes_to_close", "params",
};
enum { CTX_STEP, CTX_POSITION, CTX_CASH, CTX_EQUITY, CTX_UNREALIZED, CTX_REALIZED, CTX_SESSION,
       CTX_MINUTES, CTX_PARAMS };

static void make_ctx_template(lua_State *L, MtHost *host) {
  lua_createtable(L, 0, 9);
  for (int i = 0; i < 9; i++) {
    lua_pushboolean(L, 1);
    lua_setfield(L, -2, ctx_keys[i]);
  }
  template_from_top(L, &host->ctx);
  for (int i = 0; i < 9; i++) {
    TString *key = luaS_new(L, ctx_keys[i]);
    host->ctx_node[i] = node_of(&host->ctx, luaH_getshortstr(host->ctx.table, key));
  }
}

static void fill_ctx(MtHost *host, Table *ctx, const MtSeen *seen, Table *params) {
  Node *nodes = ctx->node;
  const unsigned int *at = host->ctx_node;
  setivalue(gval(&nodes[at[CTX_STEP]]), seen->step);
  setivalue(gval(&nodes[at[CTX_POSITION]]), seen->position);
  setfltvalue(gval(&nodes[at[CTX_CASH]]), seen->cash);
  setfltvalue(gval(&nodes[at[CTX_EQUITY]]), seen->equity);
  setfltvalue(gval(&nodes[at[CTX_UNREALIZED]]), seen->unrealized_pnl);
  setfltvalue(gval(&nodes[at[CTX_REALIZED]]), seen->realized_pnl);
  settt_(gval(&nodes[at[CTX_SESSION]]), seen->session_open ? LUA_VTRUE : LUA_VFALSE);
  /* The collector marks the key of an empty node dead: the whole node comes back with a number. */
  Node *minutes = &nodes[at[CTX_MINUTES]];
  minutes->u.key_tt = host->ctx.table->node[at[CTX_MINUTES]].u.key_tt;
  minutes->u.key_val = host->ctx.table->node[at[CTX_MINUTES]].u.key_val;
  if (seen->has_minutes) {
    setfltvalue(gval(minutes), seen->minutes_to_close);
  } else {
    setempty(gval(minutes));
  }
  if (params != NULL) {
    TValue *slot = gval(&nodes[at[CTX_PARAMS]]);
    settt_(slot, ctb(LUA_VTABLE));
    val_(slot).gc = obj2gco(params);
  }
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

static inline void fill_bar(MtHost *host, Table *bar, int64_t i) {
  Node *nodes = bar->node;
  const MtBars *bars = &host->bars;
  bar->bar = (unsigned int)i + 1;
  setivalue(gval(&nodes[host->ts_node]), bars->ts ? bars->ts[i] : bars->numbered ? i : 0);
  const MtFill *end = host->fill + host->fills;
  for (const MtFill *fill = host->fill; fill < end; fill++)
    setfltvalue(gval(&nodes[fill->node]), fill->column[i]);
}

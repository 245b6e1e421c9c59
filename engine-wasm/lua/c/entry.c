/* The doors Rust calls. Each runs below one protected frame and returns a status. */

enum { MT_NO_ON_BAR = 18 };

MtHost *mt_open(void *owner, size_t memory_limit, uint64_t seed) {
  MtHost *host = mt_system_alloc(sizeof(MtHost));
  if (host == NULL) return NULL;
  memset(host, 0, sizeof *host);
  pool_open(&host->pool, memory_limit);
  host->owner = owner;
  host->seed = seed;
  host->current_bar = -1;
  host->L = new_state(host);
  if (host->L == NULL || mt_protect(host, HOST_FUEL, open_libraries, host) != LUA_OK) {
    pool_close(&host->pool);
    mt_system_free(host, sizeof(MtHost));
    return NULL;
  }
  return host;
}

/* Throws the state away: nothing is closed or collected, so no code of the script runs. */
void mt_close(MtHost *host) {
  pool_close(&host->pool);
  mt_system_free(host, sizeof(MtHost));
}

typedef struct Chunk {
  const char *text;
  size_t length;
} Chunk;

static const char *read_chunk(lua_State *L, void *ud, size_t *length) {
  Chunk *chunk = ud;
  const char *text = chunk->text;
  (void)L;
  *length = chunk->length;
  chunk->length = 0;
  return *length > 0 ? text : NULL;
}

static void compile(lua_State *L, void *ud) {
  int status = lua_load(L, read_chunk, ud, "=strategy.lua", "t");
  if (status != LUA_OK) luaD_throw(L, status);
}

/* A byte order mark and a first line that starts with '#' are not Lua; the line's end stays, for counting. */
static void skip_preamble(Chunk *chunk) {
  if (chunk->length >= 3 && memcmp(chunk->text, "\xEF\xBB\xBF", 3) == 0) {
    chunk->text += 3;
    chunk->length -= 3;
  }
  if (chunk->length == 0 || chunk->text[0] != '#') return;
  while (chunk->length > 0 && chunk->text[0] != '\n') {
    chunk->text++;
    chunk->length--;
  }
}

/*
** Compiles the text; the function stays on the stack for mt_run_chunk. Whatever the parser raises, also
** for lack of C stack, is a compile error.
*/
int mt_compile(MtHost *host, const char *text, size_t length, int64_t fuel) {
  Chunk chunk = {text, length};
  skip_preamble(&chunk);
  host->syntax_line = 0;
  /* Each byte costs: comments are read without a token, and a token may take some hundred ns. */
  int status = mt_protect(host, fuel - (int64_t)length, compile, &chunk);
  return status == LUA_OK || status >= MT_INSTRUCTION_LIMIT ? status : LUA_ERRSYNTAX;
}

static void tell_constants(MtHost *host, const Proto *p) {
  for (int i = 0; i < p->sizek; i++)
    if (ttisstring(&p->k[i]))
      mt_host_constant(host->owner, getstr(tsvalue(&p->k[i])), tsslen(tsvalue(&p->k[i])));
  for (int i = 0; i < p->sizep; i++) tell_constants(host, p->p[i]);
}

/* Tells the owner every string constant of the compiled text: among them are the columns it names. */
void mt_constants(MtHost *host) {
  tell_constants(host, clLvalue(s2v(host->L->top.p - 1))->p);
}

/* What the script declares leaves its memory limit: into forms, settings and results. */
static void check_param(lua_State *L, int count, const MtParam *param) {
  if (count > MT_MAX_PARAMS) luaL_error(L, "params may have %d entries at most", MT_MAX_PARAMS);
  if (param->name_length > MT_PARAM_NAME)
    luaL_error(L, "the name of a param may have %d bytes at most", MT_PARAM_NAME);
  if (param->text_length > MT_PARAM_TEXT)
    luaL_error(L, "the text of param '%s' may have %d bytes at most", param->name, MT_PARAM_TEXT);
}

static void tell_params(lua_State *L, MtHost *host) {
  int count = 0;
  if (lua_getglobal(L, "params") == LUA_TTABLE) {
    lua_pushnil(L);
    while (lua_next(L, -2)) {
      if (lua_type(L, -2) == LUA_TSTRING) {
        MtParam param = {0};
        param.name = lua_tolstring(L, -2, &param.name_length);
        param.kind = -1;
        switch (lua_type(L, -1)) {
          case LUA_TNUMBER:
            param.kind = lua_isinteger(L, -1) ? MT_PARAM_INTEGER : MT_PARAM_NUMBER;
            param.number = lua_tonumber(L, -1);
            param.integer = lua_tointeger(L, -1);
            break;
          case LUA_TBOOLEAN:
            param.kind = MT_PARAM_BOOLEAN;
            param.integer = lua_toboolean(L, -1);
            break;
          case LUA_TSTRING:
            param.kind = MT_PARAM_STRING;
            param.text = lua_tolstring(L, -1, &param.text_length);
            break;
          default:
            break;
        }
        if (param.kind >= 0) {
          check_param(L, ++count, &param);
          mt_host_param(host->owner, &param);
        }
      }
      lua_pop(L, 1);
    }
  }
  lua_pop(L, 1);
}

static void run_chunk(lua_State *L, void *ud) {
  MtHost *host = ud;
  luaD_callnoyield(L, L->top.p - 1, 0);
  tell_params(L, host);
  lua_getglobal(L, "on_bar");
  setobj(L, &host->on_bar, s2v(L->top.p - 1));
  luaL_ref(L, LUA_REGISTRYINDEX);
}

/* Runs the compiled text, takes its on_bar, and tells the owner its params. */
int mt_run_chunk(MtHost *host, int64_t fuel) {
  int status = mt_protect(host, fuel, run_chunk, host);
  if (status == LUA_OK && !ttisfunction(&host->on_bar)) return MT_NO_ON_BAR;
  return status;
}

typedef struct Market {
  MtHost *host;
  const MtMarket *market;
  const char *const *names;
  const MtParam *params;
  size_t param_count;
} Market;

static void push_param(lua_State *L, const MtParam *param) {
  switch (param->kind) {
    case MT_PARAM_INTEGER: lua_pushinteger(L, param->integer); break;
    case MT_PARAM_BOOLEAN: lua_pushboolean(L, (int)param->integer); break;
    case MT_PARAM_STRING: lua_pushlstring(L, param->text, param->text_length); break;
    default: lua_pushnumber(L, param->number); break;
  }
}

static void make_tables(lua_State *L, void *ud) {
  Market *market = ud;
  MtHost *host = market->host;
  host->bar_metatable = new_table(L);
  sethvalue2s(L, L->top.p, host->bar_metatable);
  api_incr_top(L);
  lua_pushcfunction(L, bar_index);
  lua_setfield(L, -2, "__index");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 1);

  lua_createtable(L, 0, (int)market->param_count);
  for (size_t i = 0; i < market->param_count; i++) {
    lua_pushlstring(L, market->params[i].name, market->params[i].name_length);
    push_param(L, &market->params[i]);
    lua_settable(L, -3);
  }
  template_from_top(L, &host->params);
  make_ctx_template(L, host);
  make_bar_template(L, host, market->names);

  host->reuse = host->reuse && ttisLclosure(&host->on_bar) &&
                only_reads_parameters(host, clLvalue(&host->on_bar)->p);
  if (!host->reuse) return;
  host->shared_ctx = template_clone(L, &host->ctx);
  sethvalue2s(L, L->top.p, host->shared_ctx);
  api_incr_top(L);
  luaL_ref(L, LUA_REGISTRYINDEX);
  host->shared_bar = template_clone(L, &host->bar);
  sethvalue2s(L, L->top.p, host->shared_bar);
  api_incr_top(L);
  luaL_ref(L, LUA_REGISTRYINDEX);
  host->shared_ctx->serial = host->shared_bar->serial = 0x80000000u;
}

/*
** Takes the bars and makes the tables. `columns` and `names` are those the script names.
** may_reuse = 0 keeps cloning even where reuse could not be told apart (tests compare both).
*/
int mt_take_bars(MtHost *host, const MtBars *bars, const char *const *names,
                 const double *const *columns, size_t count, const MtParam *params,
                 size_t param_count, int may_reuse) {
  Market market = {host, NULL, names, params, param_count};
  if (count > MT_MAX_COLUMNS) return MT_COLUMN_LIMIT;
  host->bars = *bars;
  for (size_t i = 0; i < count; i++) host->column[i] = columns[i];
  host->columns = host->named_columns = (int)count;
  host->reuse = may_reuse;
  return mt_protect(host, HOST_FUEL, make_tables, &market);
}

/* Whether the same two tables serve for every bar. */
int mt_reuses_tables(const MtHost *host) {
  return host->reuse;
}

static void call_on_init(lua_State *L, void *ud) {
  Market *market = ud;
  const MtMarket *facts = market->market;
  if (lua_getglobal(L, "on_init") == LUA_TNIL) {
    lua_pop(L, 1);
    return;
  }
  lua_createtable(L, 0, 5);
  lua_pushlstring(L, facts->symbol, facts->symbol_length);
  lua_setfield(L, -2, "symbol");
  lua_pushinteger(L, facts->bars);
  lua_setfield(L, -2, "bars");
  lua_pushinteger(L, facts->start_ts);
  lua_setfield(L, -2, "start_ts");
  lua_pushinteger(L, facts->end_ts);
  lua_setfield(L, -2, "end_ts");
  Table *params = template_clone(L, &market->host->params);
  params->serial = ++G(L)->serial;
  sethvalue2s(L, L->top.p, params);
  api_incr_top(L);
  lua_setfield(L, -2, "params");
  luaD_callnoyield(L, L->top.p - 2, 0);
}

/* Calls on_init if there is one. */
int mt_on_init(MtHost *host, const MtMarket *facts, int64_t fuel) {
  Market market = {host, facts, NULL, NULL, 0};
  return mt_protect(host, fuel, call_on_init, &market);
}

/* Calls on_bar for bar seen->step; `answer` is one of MT_BUY … MT_BAD_RETURN, `fuel` becomes what is left. */
int mt_on_bar(MtHost *host, const MtSeen *seen, int64_t *fuel, int *answer) {
  BarCall call = {host, seen, MT_BAD_RETURN};
  host->current_bar = seen->step;
  int status = mt_protect(host, *fuel, call_on_bar, &call);
  *fuel = mt_fuel;
  *answer = call.answer;
  return status;
}

/* The C library's exponential and logarithm, for columns. */
double mt_exp(double x) {
  return exp(x);
}

double mt_ln(double x) {
  return log(x);
}

/* Fuel the last entry left. */
int64_t mt_fuel_left(void) {
  return mt_fuel;
}

/* Bytes the script's state holds. */
size_t mt_memory_used(const MtHost *host) {
  return host->pool.used;
}

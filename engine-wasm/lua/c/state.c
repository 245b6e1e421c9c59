/* The host itself: opening, the libraries a script gets, and the exit that no script can catch. */

enum { CTX_KEYS = 9 };

typedef struct MtTemplate {
  Table *table;     /* anchored in the registry; its nodes are what is copied */
  unsigned int size; /* nodes */
  ptrdiff_t last_free;
} MtTemplate;

/* One number of a bar's table: where it comes from and the node it goes to. */
typedef struct MtFill {
  const double *column;
  unsigned int node;
} MtFill;

struct MtHost {
  MtPool pool; /* first: Lua's allocator gets this pointer */
  lua_State *L;
  void *owner; /* the Rust side, handed back to it in callbacks */
  struct lua_longjmp *base;
  lua_State *failed; /* the coroutine that was running when the VM was left */
  int syntax_line;
  uint64_t seed;
  int64_t current_bar; /* −1 while loading */

  TString *action[5]; /* buy sell hold revert flip */
  TValue on_bar;
  int reuse;        /* on_bar only reads its tables: the same two can serve for all bars */
  unsigned int reads_ctx; /* bit i: on_bar reads ctx_key[i]; only when the tables are reused */
  int reads_ts;
  MtFill read_fill[5 + MT_MAX_COLUMNS]; /* those of fill that on_bar reads */
  int read_fills;

  MtBars bars;
  const double *column[MT_MAX_COLUMNS];
  int columns;       /* all that were taken */
  int named_columns; /* the first of them: those the script names, with a node in each bar */

  MtTemplate bar;
  unsigned int ts_node;
  MtFill fill[5 + MT_MAX_COLUMNS]; /* prices, volume, named columns */
  int fills;
  MtTemplate ctx;
  TString *ctx_key[CTX_KEYS];
  unsigned int ctx_node[CTX_KEYS];
  MtTemplate params;
  Table *shared_bar;
  Table *shared_ctx;
  Table *bar_metatable;
  Table *column_of; /* name → index into column + 1 */

  MtProblem problem;
};

/* Rust's side of a running script. */
extern void mt_host_print(void *owner, int64_t bar, const char *text, size_t length);
/* 0 = found; 1 = no such column, `message` says so; 2 = past the limit of columns. */
extern int mt_host_column(void *owner, const char *name, size_t length, const double **column,
                          char *message, size_t *message_length);
extern void mt_host_constant(void *owner, const char *text, size_t length);
extern void mt_host_param(void *owner, const MtParam *param);

static MtHost *host_of(lua_State *L) {
  return (MtHost *)G(L)->ud;
}

/* Fuel for what is ours: opening libraries, making templates. */
#define HOST_FUEL (INT64_MAX / 4)

/* Leaves the VM for the host's own frame, past every handler, coroutine and to-be-closed variable. */
static _Noreturn void mt_exit(lua_State *L, int status) {
  MtHost *host = host_of(L);
  host->failed = L;
  host->base->status = status;
  longjmp(host->base->b, 1);
}

/* The host whose entry runs on this thread. */
static MT_THREAD_LOCAL MtHost *mt_running;

/* Which coroutine runs is not known here, so the traceback is that of the main one. */
static void mt_spend_here(int64_t n) {
  mt_spend(mt_running->L, n);
}

static uint64_t mt_seed(lua_State *L) {
  return host_of(L)->seed;
}

static void mt_syntax_line(lua_State *L, int line) {
  host_of(L)->syntax_line = line;
}

/* Makes the Lua state; NULL when it does not fit into memory. */
static lua_State *new_state(MtHost *host) {
  struct lua_longjmp frame;
  host->base = &frame;
  mt_fuel = HOST_FUEL;
  lua_State *L = setjmp(frame.b) == 0 ? lua_newstate(mt_alloc, host) : NULL;
  host->base = NULL;
  return L;
}

/* Runs f below a frame of ours. Returns LUA_OK, another of Lua's codes, or one of MT_…_LIMIT. */
static int mt_protect(MtHost *host, int64_t fuel, Pfunc f, void *ud) {
  lua_State *L = host->L;
  struct lua_longjmp frame;
  frame.status = LUA_OK;
  frame.previous = NULL;
  frame.calls = getCcalls(L);
  host->base = &frame;
  mt_running = host;
  mt_match_depth = 0;
  host->failed = L;
  L->errorJmp = &frame;
  mt_fuel = fuel;
  if (setjmp(frame.b) == 0) f(L, ud);
  L->errorJmp = NULL;
  host->base = NULL;
  return frame.status;
}

static int mt_print(lua_State *L) {
  MtHost *host = host_of(L);
  int n = lua_gettop(L);
  luaL_Buffer buffer;
  luaL_buffinit(L, &buffer);
  for (int i = 1; i <= n; i++) {
    if (i > 1) luaL_addchar(&buffer, '\t');
    luaL_tolstring(L, i, NULL);
    luaL_addvalue(&buffer);
  }
  luaL_pushresult(&buffer);
  size_t length;
  const char *text = lua_tolstring(L, -1, &length);
  mt_spend(L, 32 + length / 16);
  mt_host_print(host->owner, host->current_bar, text, length);
  return 0;
}


static Table *new_table(lua_State *L) {
  lua_newtable(L);
  Table *table = hvalue(s2v(L->top.p - 1));
  luaL_ref(L, LUA_REGISTRYINDEX);
  return table;
}


static void open_libraries(lua_State *L, void *ud) {
  static const char *const actions[5] = {"buy", "sell", "hold", "revert", "flip"};
  MtHost *host = ud;
  static const luaL_Reg libraries[] = {
    {LUA_GNAME, luaopen_base},         {LUA_COLIBNAME, luaopen_coroutine},
    {LUA_TABLIBNAME, luaopen_table},   {LUA_STRLIBNAME, luaopen_string},
    {LUA_MATHLIBNAME, luaopen_math},   {LUA_UTF8LIBNAME, luaopen_utf8},
  };
  for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++) {
    luaL_requiref(L, libraries[i].name, libraries[i].func, 1);
    lua_pop(L, 1);
  }
  /* Strings share one metatable: a script that could reach it would change every string's methods. */
  lua_pushliteral(L, "");
  lua_getmetatable(L, -1);
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 2);
  lua_newtable(L);
  for (int i = 0; i < 5; i++) {
    lua_pushstring(L, actions[i]);
    host->action[i] = tsvalue(s2v(L->top.p - 1));
    lua_seti(L, -2, i + 1);
  }
  luaL_ref(L, LUA_REGISTRYINDEX);
  host->column_of = new_table(L);
}

/* What went wrong, as text and a line. Nothing here trusts the script: all is cut to fixed sizes. */

static void say(MtHost *host, const char *text, size_t length) {
  MtProblem *problem = &host->problem;
  size_t room = MT_MESSAGE - problem->message_length;
  if (length > room) length = room;
  memcpy(problem->message + problem->message_length, text, length);
  problem->message_length += length;
}

static void say_text(MtHost *host, const char *text) {
  say(host, text, strlen(text));
}

static void add_frame(MtProblem *problem, const lua_Debug *frame) {
  char line[160];
  int n;
  if (strcmp(frame->what, "main") == 0)
    n = snprintf(line, sizeof line, "line %d: in the main part\n", frame->currentline);
  else if (frame->name != NULL)
    n = snprintf(line, sizeof line, "line %d: in function '%.80s'\n", frame->currentline, frame->name);
  else
    n = snprintf(line, sizeof line, "line %d: in the function defined at line %d\n",
                 frame->currentline, frame->linedefined);
  if (n <= 0 || problem->traceback_length + (size_t)n > MT_TRACEBACK) return;
  memcpy(problem->traceback + problem->traceback_length, line, (size_t)n);
  problem->traceback_length += (size_t)n;
}

enum { FRAMES_SHOWN = 12, FRAMES_LOOKED_AT = 400 };

/* The script's own frames, innermost first; the first of them gives the line. */
static void read_frames(lua_State *L, void *ud) {
  MtHost *host = ud;
  lua_State *thread = host->failed;
  int looked = 0, shown = 0;
  (void)L;
  for (CallInfo *ci = thread->ci; ci != &thread->base_ci; ci = ci->previous) {
    if (++looked > FRAMES_LOOKED_AT || shown == FRAMES_SHOWN) break;
    if (!isLua(ci)) continue;
    lua_Debug frame;
    frame.i_ci = ci;
    /* Names may cost more fuel than there is; the line of the first frame is there by then. */
    lua_getinfo(thread, "Sl", &frame);
    if (shown == 0) host->problem.line = frame.currentline;
    lua_getinfo(thread, "n", &frame);
    add_frame(&host->problem, &frame);
    shown++;
  }
}

/* The value an error was raised with, as text; a table may say itself by __tostring. */
static void read_error_value(lua_State *L, void *ud) {
  MtHost *host = ud;
  TValue *value = s2v(L->top.p - 1);
  size_t length;
  const char *text;
  if (ttisnil(value)) {
    say_text(host, "error raised with nil");
    return;
  }
  if (!ttisstring(value)) luaL_tolstring(L, -1, NULL);
  text = lua_tolstring(L, -1, &length);
  say(host, text, length);
}

static void read_bad_return(lua_State *L, void *ud) {
  MtHost *host = ud;
  TValue *value = s2v(L->top.p - 1);
  say_text(host, "on_bar returned ");
  if (ttisstring(value)) {
    size_t length = tsslen(tsvalue(value));
    say_text(host, "\"");
    say(host, getstr(tsvalue(value)), length < 60 ? length : 60);
    say_text(host, length < 60 ? "\"" : "…\"");
  } else if (ttisnumber(value)) {
    size_t length;
    const char *text = luaL_tolstring(L, -1, &length);
    say_text(host, "the number ");
    say(host, text, length);
  } else if (ttisnil(value)) {
    say_text(host, "nil (nothing)");
  } else if (ttisboolean(value)) {
    say_text(host, l_isfalse(value) ? "false" : "true");
  } else {
    say_text(host, "a ");
    say_text(host, luaT_typenames_[ttype(value) + 1]);
  }
  say_text(host, " instead of \"buy\", \"sell\", \"revert\" or \"hold\".");
  if (ttisLclosure(&host->on_bar)) host->problem.line = clLvalue(&host->on_bar)->p->linedefined;
}

/* Fuel for reading a problem: enough for any honest __tostring. */
enum { PROBLEM_FUEL = 100000 };

static void clear_problem(MtHost *host) {
  host->problem.line = 0;
  host->problem.message_length = 0;
  host->problem.traceback_length = 0;
}

/* Reads why the last entry ended with `status`; the state is good for nothing else afterwards. */
const MtProblem *mt_problem(MtHost *host, int status) {
  lua_State *failed = host->failed;
  clear_problem(host);
  host->L->nCcalls = 0; /* the C stack was unwound */
  incnny(host->L);
  failed->nCcalls = host->L->nCcalls;
  if (status == LUA_ERRSYNTAX) {
    host->problem.line = host->syntax_line;
  } else {
    mt_protect(host, PROBLEM_FUEL, read_frames, host);
  }
  if (status >= MT_INSTRUCTION_LIMIT) return &host->problem;
  size_t before = host->problem.message_length;
  if (mt_protect(host, PROBLEM_FUEL, read_error_value, host) != LUA_OK) {
    host->problem.message_length = before;
    say_text(host, "an error was raised with a value that can't be shown as text");
  }
  return &host->problem;
}

/* Says what on_bar answered instead of an action. */
const MtProblem *mt_bad_return(MtHost *host) {
  clear_problem(host);
  mt_protect(host, PROBLEM_FUEL, read_bad_return, host);
  return &host->problem;
}

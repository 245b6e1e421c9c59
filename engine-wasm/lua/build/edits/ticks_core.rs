//! Loops inside Lua's core that one instruction or one call can start: each step or so costs a unit.
//! `mt_fuel--` where the loop is bounded by what the script made, `mt_spend` where it is not.

use super::Edit;

pub(super) const EDITS: &[Edit] = &[
    Edit {
        name: "an __index chain",
        file: "lvm.c",
        find: "  const TValue *tm;  /* metamethod */\n  for (loop = 0; loop < MAXTAGLOOP; loop++) {\n",
        replace: "  const TValue *tm;  /* metamethod */\n  for (loop = 0; loop < MAXTAGLOOP; loop++) {\n    mt_spend(L, 1);\n",
    },
    Edit {
        name: "a __newindex chain",
        file: "lvm.c",
        find: "    const TValue *tm;  /* '__newindex' metamethod */\n",
        replace: "    const TValue *tm;  /* '__newindex' metamethod */\n    mt_spend(L, 1);\n",
    },
    Edit {
        name: "comparing long strings",
        file: "lvm.c",
        find: "  for (;;) {  /* for each segment */\n    int temp",
        replace: "  mt_fuel -= (int64_t)((rl1 < rl2 ? rl1 : rl2) / 32);\n  for (;;) {  /* for each segment */\n    mt_fuel--;\n    int temp",
    },
    Edit {
        name: "a table constructor of many values",
        file: "lvm.c",
        find: "        for (; n > 0; n--) {\n          TValue *val = s2v(ra + n);",
        replace: "        mt_fuel -= n / 4;\n        for (; n > 0; n--) {\n          TValue *val = s2v(ra + n);",
    },
    Edit {
        name: "varargs are copied",
        file: "ltm.c",
        find: "    wanted = nextra;  /* get all extra arguments available */\n",
        replace: "    wanted = nextra;  /* get all extra arguments available */\n    mt_spend(L, nextra / 4);\n",
    },
    Edit {
        name: "many results are moved",
        file: "ldo.c",
        find: "  firstresult = L->top.p - nres;  /* index of first result */\n",
        replace: "  firstresult = L->top.p - nres;  /* index of first result */\n  mt_fuel -= nres / 4;\n",
    },
    Edit {
        name: "a __call chain moves its arguments up",
        file: "ldo.c",
        find: "  for (p = L->top.p; p > func; p--)  /* open space for metamethod */\n",
        replace: "  mt_spend(L, 1 + (L->top.p - func) / 4);\n  for (p = L->top.p; p > func; p--)  /* open space for metamethod */\n",
    },
    Edit {
        name: "an error in a deep stack walks its calls",
        file: "ldo.c",
        find: "    if (lim < ci->top.p) lim = ci->top.p;\n",
        replace: "    if (lim < ci->top.p) lim = ci->top.p;\n    mt_fuel--;\n",
    },
    Edit {
        name: "a level of the stack is walked to",
        file: "ldebug.c",
        find: "ci = ci->previous)\n    level--;\n  if (level == 0",
        replace: "ci = ci->previous) {\n    level--;\n    mt_fuel--;\n  }\n  if (level == 0",
    },
    Edit {
        name: "naming a variable for a message reads the code before it",
        file: "ldebug.c",
        find: "  if (testMMMode(GET_OPCODE(p->code[lastpc])))\n    lastpc--;",
        replace: "  mt_fuel -= lastpc / 4;\n  if (testMMMode(GET_OPCODE(p->code[lastpc])))\n    lastpc--;",
    },
    Edit {
        name: "and the function's local variables",
        file: "lfunc.c",
        find: "  for (i = 0; i<f->sizelocvars && f->locvars[i].startpc <= pc; i++) {\n",
        replace: "  mt_fuel -= f->sizelocvars / 8;\n  for (i = 0; i<f->sizelocvars && f->locvars[i].startpc <= pc; i++) {\n",
    },
    Edit {
        name: "open upvalues are searched",
        file: "lfunc.c",
        find: "    pp = &p->u.open.next;\n  }\n  /* not found: create a new upvalue after 'pp' */",
        replace: "    pp = &p->u.open.next;\n    mt_fuel--;\n  }\n  /* not found: create a new upvalue after 'pp' */",
    },
    Edit {
        name: "a chain of strings",
        file: "lstring.c",
        find: "  for (ts = *list; ts != NULL; ts = ts->u.hnext) {",
        replace: "  for (ts = *list; ts != NULL; ts = ts->u.hnext, mt_fuel--) {",
    },
    Edit {
        name: "a chain of strings, when one goes",
        file: "lstring.c",
        find: "  while (*p != ts)  /* find previous element */\n    p = &(*p)->u.hnext;",
        replace: "  while (*p != ts) {  /* find previous element */\n    p = &(*p)->u.hnext;\n    mt_fuel--;\n  }",
    },
    Edit {
        name: "a chain of integer keys",
        file: "ltable.c",
        find: "        if (nx == 0) break;\n        n += nx;",
        replace: "        if (nx == 0) break;\n        n += nx;\n        mt_fuel--;",
    },
    Edit {
        name: "a chain of string keys",
        file: "ltable.c",
        find: "    if (keyisshrstr(n) && eqshrstr(keystrval(n), key))\n      return gval(n);  /* that's it */\n    else {\n",
        replace: "    if (keyisshrstr(n) && eqshrstr(keystrval(n), key))\n      return gval(n);  /* that's it */\n    else {\n      mt_fuel--;\n",
    },
    Edit {
        name: "a chain of other keys",
        file: "ltable.c",
        find: "    if (equalkey(key, n, deadok))\n      return gval(n);  /* that's it */\n    else {\n",
        replace: "    if (equalkey(key, n, deadok))\n      return gval(n);  /* that's it */\n    else {\n      mt_fuel--;\n",
    },
    Edit {
        name: "a chain that gets a new key",
        file: "ltable.c",
        find: "      while (othern + gnext(othern) != mp)  /* find previous */\n        othern += gnext(othern);",
        replace: "      while (othern + gnext(othern) != mp) {  /* find previous */\n        othern += gnext(othern);\n        mt_fuel--;\n      }",
    },
    Edit {
        name: "next() over an emptied array",
        file: "ltable.c",
        find: "  for (; i < asize; i++) {  /* try first array part */",
        replace: "  for (; i < asize; i++, mt_fuel--) {  /* try first array part */",
    },
    Edit {
        name: "next() over an emptied hash",
        file: "ltable.c",
        find: "  for (i -= asize; cast_int(i) < sizenode(t); i++) {  /* hash part */",
        replace: "  for (i -= asize; cast_int(i) < sizenode(t); i++, mt_fuel--) {  /* hash part */",
    },
    Edit {
        name: "a rehash counts all keys",
        file: "ltable.c",
        find: "  setlimittosize(t);\n  na = numusearray(t, nums);",
        replace: "  setlimittosize(t);\n  mt_spend(L, (t->alimit + (unsigned int)sizenode(t)) / 8);\n  na = numusearray(t, nums);",
    },
    Edit {
        name: "reading a number from text",
        file: "lobject.c",
        find: "  lua_Integer i; lua_Number n;\n  const char *e;\n  if ((e = l_str2int(s, &i)) != NULL)",
        replace: "  lua_Integer i; lua_Number n;\n  const char *e;\n  mt_fuel -= 8 + (int64_t)strlen(s) / 8;\n  if ((e = l_str2int(s, &i)) != NULL)",
    },
    Edit {
        name: "jump lists",
        file: "lcode.c",
        find: "  int offset = GETARG_sJ(fs->f->code[pc]);\n",
        replace: "  int offset = GETARG_sJ(fs->f->code[pc]);\n  mt_spend(fs->ls->L, 1);\n",
    },
    Edit {
        name: "pending gotos move up",
        file: "lparser.c",
        find: "  for (i = g; i < gl->n - 1; i++)  /* remove goto from pending list */\n",
        replace: "  mt_spend(ls->L, (gl->n - g) / 4);\n  for (i = g; i < gl->n - 1; i++)  /* remove goto from pending list */\n",
    },
    Edit {
        name: "a label is looked for",
        file: "lparser.c",
        find: "    Labeldesc *lb = &dyd->label.arr[i];\n",
        replace: "    Labeldesc *lb = &dyd->label.arr[i];\n    mt_spend(ls->L, 1);\n",
    },
    Edit {
        name: "pending gotos are compared",
        file: "lparser.c",
        find: "  while (i < gl->n) {\n    if (eqstr(gl->arr[i].name, lb->name)) {",
        replace: "  while (i < gl->n) {\n    mt_spend(ls->L, 1);\n    if (eqstr(gl->arr[i].name, lb->name)) {",
    },
    Edit {
        name: "pending gotos leave a block",
        file: "lparser.c",
        find: "    Labeldesc *gt = &gl->arr[i];\n    /* leaving a variable scope? */",
        replace: "    Labeldesc *gt = &gl->arr[i];\n    mt_spend(fs->ls->L, 1);\n    /* leaving a variable scope? */",
    },
    Edit {
        name: "a local variable is looked for at each level",
        file: "lparser.c",
        find: "  int i;\n  for (i = cast_int(fs->nactvar) - 1; i >= 0; i--) {\n    Vardesc *vd = getlocalvardesc(fs, i);\n    if (eqstr",
        replace: "  int i;\n  mt_spend(fs->ls->L, 1 + fs->nactvar / 4);\n  for (i = cast_int(fs->nactvar) - 1; i >= 0; i--) {\n    Vardesc *vd = getlocalvardesc(fs, i);\n    if (eqstr",
    },
    Edit {
        name: "an upvalue is looked for at each level",
        file: "lparser.c",
        find: "  Upvaldesc *up = fs->f->upvalues;\n  for (i = 0; i < fs->nups; i++) {\n    if (eqstr",
        replace: "  Upvaldesc *up = fs->f->upvalues;\n  mt_spend(fs->ls->L, 1 + fs->nups / 4);\n  for (i = 0; i < fs->nups; i++) {\n    if (eqstr",
    },
];

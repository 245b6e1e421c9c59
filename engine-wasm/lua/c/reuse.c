/*
** May the same two tables serve for every bar? Yes, if on_bar's bytecode shows that its parameters are
** only ever the table of a constant-key read: never moved, passed, captured, stored, written, iterated.
** Then no one can tell, and a run is three times as fast.
*/

/* Which operands of an instruction are registers. */
enum { REGISTER_A = 1, REGISTER_B = 2, REGISTER_C = 4, C_UNLESS_K = 8, UNKNOWN = 16 };

static int register_operands(OpCode op) {
  switch (op) {
    case OP_JMP: case OP_VARARGPREP: case OP_EXTRAARG: case OP_RETURN0:
      return 0;
    case OP_LOADI: case OP_LOADF: case OP_LOADK: case OP_LOADKX: case OP_LOADFALSE:
    case OP_LFALSESKIP: case OP_LOADTRUE: case OP_LOADNIL: case OP_GETUPVAL: case OP_SETUPVAL:
    case OP_GETTABUP: case OP_NEWTABLE: case OP_CLOSURE: case OP_VARARG: case OP_CONCAT:
    case OP_CLOSE: case OP_TBC: case OP_CALL: case OP_TAILCALL: case OP_RETURN: case OP_RETURN1:
    case OP_FORLOOP: case OP_FORPREP: case OP_TFORPREP: case OP_TFORCALL: case OP_TFORLOOP:
    case OP_SETLIST: case OP_TEST: case OP_EQK: case OP_EQI: case OP_LTI: case OP_LEI:
    case OP_GTI: case OP_GEI: case OP_MMBINI: case OP_MMBINK:
      return REGISTER_A; /* ranges start at A, and the parameters are the lowest registers */
    case OP_MOVE: case OP_UNM: case OP_BNOT: case OP_NOT: case OP_LEN: case OP_TESTSET:
    case OP_EQ: case OP_LT: case OP_LE: case OP_MMBIN:
    case OP_ADDI: case OP_ADDK: case OP_SUBK: case OP_MULK: case OP_MODK: case OP_POWK:
    case OP_DIVK: case OP_IDIVK: case OP_BANDK: case OP_BORK: case OP_BXORK: case OP_SHRI:
    case OP_SHLI:
      return REGISTER_A | REGISTER_B;
    case OP_ADD: case OP_SUB: case OP_MUL: case OP_MOD: case OP_POW: case OP_DIV: case OP_IDIV:
    case OP_BAND: case OP_BOR: case OP_BXOR: case OP_SHL: case OP_SHR: case OP_GETTABLE:
      return REGISTER_A | REGISTER_B | REGISTER_C;
    case OP_SETTABUP:
      return C_UNLESS_K;
    case OP_SETTABLE: case OP_SELF:
      return REGISTER_A | REGISTER_B | C_UNLESS_K;
    case OP_SETI: case OP_SETFIELD:
      return REGISTER_A | C_UNLESS_K;
    default:
      return UNKNOWN;
  }
}

/* What on_bar reads of its two tables: only that has to be written for each bar. */
static void note_read(MtHost *host, int parameter, const TString *key) {
  if (parameter == 0) {
    for (int i = 0; i < CTX_KEYS; i++)
      if (key == host->ctx_key[i]) host->reads_ctx |= 1u << i;
    return;
  }
  const TValue *value = luaH_getstr(host->bar.table, (TString *)key);
  if (isabstkey(value)) return;
  unsigned int node = node_of(&host->bar, value);
  host->reads_ts |= node == host->ts_node;
  for (int i = 0; i < host->fills; i++) {
    if (host->fill[i].node != node) continue;
    for (int k = 0; k < host->read_fills; k++)
      if (host->read_fill[k].node == node) return;
    host->read_fill[host->read_fills++] = host->fill[i];
  }
}

static int only_reads_parameters(MtHost *host, const Proto *p) {
  int n = p->numparams;
  if (p->is_vararg || n > 2) return 0;
  for (int i = 0; i < p->sizep; i++)
    for (int k = 0; k < p->p[i]->sizeupvalues; k++)
      if (p->p[i]->upvalues[k].instack && p->p[i]->upvalues[k].idx < n) return 0;
  for (int pc = 0; pc < p->sizecode; pc++) {
    Instruction code = p->code[pc];
    OpCode op = GET_OPCODE(code);
    if (op == OP_GETFIELD || op == OP_GETI) {
      if (GETARG_A(code) < n) return 0;
      if (op == OP_GETFIELD && GETARG_B(code) < n)
        note_read(host, GETARG_B(code), tsvalue(&p->k[GETARG_C(code)]));
      continue;
    }
    int operands = register_operands(op);
    if (operands & UNKNOWN) return 0;
    if ((operands & REGISTER_A) && GETARG_A(code) < n) return 0;
    if ((operands & REGISTER_B) && GETARG_B(code) < n) return 0;
    if ((operands & REGISTER_C) && GETARG_C(code) < n) return 0;
    if ((operands & C_UNLESS_K) && !GETARG_k(code) && GETARG_C(code) < n) return 0;
  }
  return 1;
}

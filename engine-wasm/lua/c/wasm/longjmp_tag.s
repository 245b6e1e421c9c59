# The exception tag that longjmp throws: one i32, a pointer to {env, value}.
	.globl	__c_longjmp
	.tagtype	__c_longjmp i32
__c_longjmp:

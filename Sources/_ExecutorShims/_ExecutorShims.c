#include "_ExecutorShims.h"

/** Tests of the case runner, and the case histories of this repository. */
@NullMarked
package org.wholepicture.cases.runner;

import org.jspecify.annotations.NullMarked;

/** Tests of the case runner: what it reads, what it refuses, what it says. */
@NullMarked
package org.wholepicture.cases;

import org.jspecify.annotations.NullMarked;

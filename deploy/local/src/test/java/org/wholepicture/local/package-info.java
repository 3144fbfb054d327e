/** Tests of the launcher: its pure parts, and what happens to real processes. */
@NullMarked
package org.wholepicture.local;

import org.jspecify.annotations.NullMarked;

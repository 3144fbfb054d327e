/** The service as a whole: real PostgreSQL, real broker, HTTP. */
@NullMarked
package org.wholepicture.chronology;

import org.jspecify.annotations.NullMarked;

/** Tests of messages against a real PostgreSQL and a real broker. */
@NullUnmarked
package org.wholepicture.platform.messaging;

import org.jspecify.annotations.NullUnmarked;

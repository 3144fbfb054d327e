@NullMarked
package org.wholepicture.platform.audit;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.wholepicture.escalation;

import org.jspecify.annotations.NullMarked;

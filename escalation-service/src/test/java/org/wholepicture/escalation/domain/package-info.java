@NullMarked
package org.wholepicture.escalation.domain;

import org.jspecify.annotations.NullMarked;

/** What a professional disagreement is and who may move it; plain Java. */
@NullMarked
package org.wholepicture.escalation.domain;

import org.jspecify.annotations.NullMarked;

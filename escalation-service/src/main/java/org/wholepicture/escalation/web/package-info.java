/** The pages for signed-in practitioners. */
@NullMarked
package org.wholepicture.escalation.web;

import org.jspecify.annotations.NullMarked;

/** The rules, the alerts, their acknowledgement and their e-mails. */
@NullMarked
package org.wholepicture.alert;

import org.jspecify.annotations.NullMarked;

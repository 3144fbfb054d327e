/** The tables of alert-service, behind the ports that the use cases ask for. */
@NullMarked
package org.wholepicture.alert.persistence;

import org.jspecify.annotations.NullMarked;

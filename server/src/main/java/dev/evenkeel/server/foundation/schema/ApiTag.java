// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The tag of a handler class in the document of the API, where it is not the name of the class.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ApiTag {
    /// The tag, with which the ids of operations begin too.
    String value();
}

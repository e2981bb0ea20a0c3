// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The schema of a response that the handler's return type does not describe, for the OpenAPI document.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OpenApiResponseSchema {
    /// The type of the JSON response; `Void` for the return type, if it is serialized to JSON.
    Class<?> value() default Void.class;

    /// Media types of text responses.
    String[] text() default {};

    /// HTTP statuses of successful responses; the default status if empty.
    int[] status() default {};
}

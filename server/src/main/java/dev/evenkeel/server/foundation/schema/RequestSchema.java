// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What the body of a request consists of, said where its handler reads it: for the document of the API.
///
/// The type only describes. A component is needed when it is `@JsonProperty(required = true)`, and may be null
/// when it is `@Nullable`. Fields of other names are refused, unless the type has
/// `@JsonIgnoreProperties(ignoreUnknown = true)`.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface RequestSchema {
    /// The type; `Map` for an object of which nothing more is said.
    Class<?> value();

    /// What the body is, in a sentence; empty where the type says it.
    String says() default "";

    /// Media types in which it is read; without any, JSON.
    String[] as() default {};
}

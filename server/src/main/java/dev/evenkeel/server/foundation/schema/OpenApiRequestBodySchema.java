// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The schema of a request body that its handler parses itself, for the OpenAPI document.
///
/// The type is only descriptive. A component is required if it is `@JsonProperty(required = true)`, and
/// nullable if it is `@Nullable`. Other fields are rejected, unless the type has
/// `@JsonIgnoreProperties(ignoreUnknown = true)`.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OpenApiRequestBodySchema {
    /// The type of the body; `Map` for an object without further schema.
    Class<?> value();

    /// A one-sentence description of the body; empty if the type is sufficient.
    String description() default "";

    /// Accepted media types; JSON by default.
    String[] mediaTypes() default {};
}

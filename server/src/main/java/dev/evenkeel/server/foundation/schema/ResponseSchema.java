// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a handler answers, where its return type does not say it: for the document of the API.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ResponseSchema {
    /// What its JSON consists of; `Void` for what the return type says, if that is JSON.
    Class<?> value() default Void.class;

    /// Media types of answers that are texts.
    String[] text() default {};

    /// HTTP statuses of good answers; without any, the usual one.
    int[] status() default {};
}

// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Names the clauses of `spec/` that a test checks.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Clause {
    /// Numbers as in the document: `GUARD-7`.
    String[] value();
}

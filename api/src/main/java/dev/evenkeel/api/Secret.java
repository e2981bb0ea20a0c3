// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A text that neither validation errors nor logs contain: a password, token or key, or a link with one. The schema of
/// the component has the format `password`. The record overrides `toString`.
///
/// On a request, validation errors contain no value of any field, and no name of an unknown field.
@Target({ElementType.FIELD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Secret {}

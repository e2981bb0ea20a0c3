// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A request whose values and unknown field names must not be repeated in validation errors.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Confidential {}

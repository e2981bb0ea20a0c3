// SPDX-License-Identifier: Apache-2.0

/// Applications of Spring Boot with the starter, run on each version of it.
@NullMarked
package dev.evenkeel.spring.boots;

import org.jspecify.annotations.NullMarked;

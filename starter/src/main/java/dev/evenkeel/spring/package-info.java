// SPDX-License-Identifier: Apache-2.0

/// Evenkeel in a Spring Boot application, of Boot 3.5 or 4: configured by properties, watched by the actuator.
@NullMarked
package dev.evenkeel.spring;

import org.jspecify.annotations.NullMarked;

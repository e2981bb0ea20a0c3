// SPDX-License-Identifier: Apache-2.0

/// Spring Boot 3.5 and 4 auto-configuration of the SDK: properties, health, actuator endpoint, metrics and
/// tracing.
@NullMarked
package dev.evenkeel.spring;

import org.jspecify.annotations.NullMarked;

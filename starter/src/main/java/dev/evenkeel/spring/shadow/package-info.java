// SPDX-License-Identifier: Apache-2.0

/// Marks incoming shadow calls in Spring applications and blocks their outgoing HTTP, JMS and mail.
@NullMarked
package dev.evenkeel.spring.shadow;

import org.jspecify.annotations.NullMarked;

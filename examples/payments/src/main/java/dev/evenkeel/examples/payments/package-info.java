// SPDX-License-Identifier: Apache-2.0

/// Example payment service: HTTP endpoints, options, and the guarded call that selects the core for each
/// message.
@NullMarked
package dev.evenkeel.examples.payments;

import org.jspecify.annotations.NullMarked;

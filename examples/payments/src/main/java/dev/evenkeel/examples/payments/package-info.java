// SPDX-License-Identifier: Apache-2.0
/// The example payment service: its HTTP interface, its options, and the choice of the core for each message.
@NullMarked
package dev.evenkeel.examples.payments;

import org.jspecify.annotations.NullMarked;

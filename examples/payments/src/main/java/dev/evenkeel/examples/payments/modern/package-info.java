// SPDX-License-Identifier: Apache-2.0
/// The modern core: a streaming parse and one statement per message; and the faults that can be switched on in it.
@NullMarked
package dev.evenkeel.examples.payments.modern;

import org.jspecify.annotations.NullMarked;

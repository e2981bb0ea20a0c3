// SPDX-License-Identifier: Apache-2.0

/// Modern payment core: streaming parser, one statement per message, and faults that can be switched on for
/// tests.
@NullMarked
package dev.evenkeel.examples.payments.modern;

import org.jspecify.annotations.NullMarked;

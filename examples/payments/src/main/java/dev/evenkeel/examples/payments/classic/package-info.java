// SPDX-License-Identifier: Apache-2.0

/// Classic payment core: DOM parser, one statement per row, one transaction per transfer.
@NullMarked
package dev.evenkeel.examples.payments.classic;

import org.jspecify.annotations.NullMarked;

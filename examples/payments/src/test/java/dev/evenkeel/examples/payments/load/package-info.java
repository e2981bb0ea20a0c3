// SPDX-License-Identifier: Apache-2.0

@NullMarked
package dev.evenkeel.examples.payments.load;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/// Measures both cores side by side; not part of the tests.
@NullMarked
package dev.evenkeel.examples.payments.load;

import org.jspecify.annotations.NullMarked;

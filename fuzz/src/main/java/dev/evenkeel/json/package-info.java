// SPDX-License-Identifier: Apache-2.0
/// JSON in tests.
@NullMarked
package dev.evenkeel.json;

import org.jspecify.annotations.NullMarked;

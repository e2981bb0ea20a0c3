// SPDX-License-Identifier: Apache-2.0

/// The rule for required fields of responses.
@NullMarked
package dev.evenkeel.api.schema;

import org.jspecify.annotations.NullMarked;

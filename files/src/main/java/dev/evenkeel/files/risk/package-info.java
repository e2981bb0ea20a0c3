// SPDX-License-Identifier: Apache-2.0

/// Risk cases and the quantities in them, in JSON or YAML.
@NullMarked
package dev.evenkeel.files.risk;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0

/// What tests of several modules hold documents to the code with.
@NullMarked
package dev.evenkeel.docs;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/// Validation errors of documents and requests.
@NullMarked
package dev.evenkeel.engine.validation;

import org.jspecify.annotations.NullMarked;

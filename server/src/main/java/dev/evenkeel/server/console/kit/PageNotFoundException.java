// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.ModelAndViewDefiningException;

/// The object of a page does not exist. Spring renders the view: a page with status 404 and a link to the list.
public final class PageNotFoundException extends ModelAndViewDefiningException {
    private static final long serialVersionUID = 1L;

    /// @param kind kind of the object, in words
    /// @param listPath path of the list of objects of this kind
    public PageNotFoundException(String kind, String id, String listPath) {
        super(new ModelAndView("kit/notFound", Map.of("kind", kind, "id", id, "all", listPath), HttpStatus.NOT_FOUND));
    }
}

package dev.myriapod.it.house;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** {@link CleanHouse} once for a whole class, for those whose tests share a pool: nothing may be left after the last. */
public final class CleanHouseOfClass implements BeforeAllCallback, AfterAllCallback {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(CleanHouseOfClass.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getStore(NAMESPACE).put("before", CleanHouse.House.look());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        CleanHouse.awaitNothingLeft(context.getStore(NAMESPACE).get("before", CleanHouse.House.class));
    }
}

package dev.myriapod.it.shared;

import dev.myriapod.function.RemoteCallable;

/** The parties are threads of one process. */
class JdkContractsTest extends JdkContracts {
    @Override
    <T> Party<T> calling(RemoteCallable<T> work) {
        return new Other<>(work);
    }
}

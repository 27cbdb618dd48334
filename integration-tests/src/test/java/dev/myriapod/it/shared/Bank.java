package dev.myriapod.it.shared;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An account that is not thread-safe. */
final class Bank implements Account {
    private long balance;

    Bank(long balance) {
        this.balance = balance;
    }

    static Account rich() {
        return new Bank(1000);
    }

    static Account poor() {
        return new Bank(0);
    }

    @SuppressWarnings("DoNotCallSuggester") // It is called where the object is to live.
    static Account bankrupt() {
        throw new IllegalStateException("no money");
    }

    static int addOften(Account account, int times) {
        for (int i = 0; i < times; i++) {
            account.add(1);
        }
        return times;
    }

    static Account back(Account account) {
        account.add(1);
        return account;
    }

    @Override
    public long add(long amount) {
        long before = balance;
        Thread.onSpinWait();
        balance = before + amount;
        return balance;
    }

    @Override
    public CompletionStage<Long> addLater(long amount) {
        return CompletableFuture.supplyAsync(() -> add(amount));
    }

    @Override
    public long balance() {
        return balance;
    }

    @Override
    public long pid() {
        return ProcessHandle.current().pid();
    }

    @Override
    public void refuse(String why) throws RefusedException {
        throw new RefusedException(why);
    }

    @Override
    public void halt() {
        Runtime.getRuntime().halt(7);
    }

    @Override
    public CompletableFuture<Void> haltLater() {
        Runtime.getRuntime().halt(8);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void hang() throws InterruptedException {
        Thread.sleep(Long.MAX_VALUE);
    }

    @Override
    public byte[] repeat(byte[] bytes, int times) {
        byte[] all = new byte[bytes.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(bytes, 0, all, i * bytes.length, bytes.length);
        }
        return all;
    }

    @Override
    public Object thread() {
        return Thread.currentThread();
    }

    @Override
    public void take(Object argument) {
        balance = 0;
    }
}
